package org.chengxin.bench.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.chengxin.local.Complaint;

/** A command of the system. */
final class Command {

    private Command() {}

    /**
     * @return what the command said
     * @throws Complaint with that, when it fails
     */
    static String run(String... words) throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(List.of(words)).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new Complaint(String.join(" ", words) + ": " + said);
        }
        return said;
    }
}
