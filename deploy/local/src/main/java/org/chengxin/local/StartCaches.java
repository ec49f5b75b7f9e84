package org.chengxin.local;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Makes start caches in a process of its own, so that nobody waits for them. */
final class StartCaches {

    private final Layout layout;
    private final Toolbox toolbox;

    StartCaches(Layout layout) {
        this.layout = layout;
        this.toolbox = new Toolbox(layout);
    }

    void inBackground() throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "setsid",
                "nice",
                "-n",
                "15",
                Jdk.java(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dchengxin.sources=" + layout.sources(),
                "-cp",
                toolbox.ownClassPath(),
                Main.class.getName(),
                "start-caches"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        layout.logs().resolve("start-caches.log").toFile()));
        builder.environment().put("CHENGXIN_HOME", layout.home().toString());
        builder.environment().put("CHENGXIN_TOOLS", layout.tools().toString());
        try {
            builder.start();
        } catch (IOException e) {
            throw new Complaint("Start caches cannot be made: " + e.getMessage() + ".", e);
        }
    }
}
