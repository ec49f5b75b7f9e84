package org.chengxin.local;

import java.nio.file.Path;

/** The JDK that runs the launcher also runs every part. */
final class Jdk {

    static final int WANTED = 25;

    private Jdk() {}

    static String java() {
        return tool("java");
    }

    static String tool(String name) {
        return home().resolve("bin").resolve(name).toString();
    }

    static Path home() {
        return Path.of(System.getProperty("java.home"));
    }

    /** Start caches fit one JDK only. */
    static String version() {
        return Runtime.version().toString();
    }
}
