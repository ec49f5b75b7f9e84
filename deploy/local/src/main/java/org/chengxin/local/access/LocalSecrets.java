package org.chengxin.local.access;

/** The secrets of local mode, derived from names; production refuses every one of them. */
public final class LocalSecrets {

    private LocalSecrets() {}

    public static String ofClient(String clientId) {
        return clientId + "-secret";
    }

    /** For the owner of a database. */
    public static String ofDatabase(String name) {
        return "local-" + name;
    }

    public static String ofUser(String userName) {
        return userName + "-password";
    }
}
