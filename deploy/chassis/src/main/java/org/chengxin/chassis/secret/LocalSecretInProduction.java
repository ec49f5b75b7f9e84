package org.chengxin.chassis.secret;

/** The service was asked to run in production with a setting of the local mode. */
public class LocalSecretInProduction extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param property name of the setting */
    public LocalSecretInProduction(String property) {
        super("Profile \"production\" does not start with a local-mode value of " + property
                + ": set it from your secret store.");
    }
}
