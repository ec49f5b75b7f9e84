package org.chengxin.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Ahead-of-time cache of a JVM part: the first run of a build records which classes it loads, a low-priority process
 * assembles the cache from that, and later runs start in about half the CPU time.
 *
 * @param file the cache
 * @param recording where a run of this suite records for it
 * @param jvm options and class path, the same for recording, assembling and use
 */
record StartCache(Path file, Path recording, List<String> jvm) {

    StartCache {
        jvm = List.copyOf(jvm);
    }

    /** Options of the next run: use the cache, or record for it. */
    List<String> options() {
        List<String> options = new ArrayList<>(jvm);
        if (Files.exists(file)) {
            options.add("-XX:AOTCache=" + file);
            options.add("-Xlog:aot=off,aot*=off,cds=off,cds*=off");
        } else if (!Files.exists(recording)) {
            options.add("-XX:AOTMode=record");
            options.add("-XX:AOTConfiguration=" + recordingInWork());
            options.add("-Xlog:aot=off,aot*=off,cds=off,cds*=off");
        }
        return options;
    }

    boolean missing() {
        return !Files.exists(file);
    }

    /** Ends the recording of a running process, which goes on working, and assembles the cache. */
    void assemble(OptionalLong pid, Path log) throws InterruptedException {
        try {
            if (!Files.exists(recording) && pid.isPresent()) {
                Shell.code(
                        log, Map.of(), List.of(Jdk.tool("jcmd"), Long.toString(pid.getAsLong()), "AOT.end_recording"));
                if (Files.exists(recordingInWork()) && Files.size(recordingInWork()) > 0) {
                    Files.move(recordingInWork(), recording, StandardCopyOption.REPLACE_EXISTING);
                }
            }
            if (!Files.exists(recording) || !missing()) {
                return;
            }
            Path fresh = file.resolveSibling(
                    file.getFileName() + ".new-" + ProcessHandle.current().pid());
            List<String> command = new ArrayList<>(List.of("nice", "-n", "15", Jdk.java()));
            command.addAll(jvm);
            command.add("-XX:AOTMode=create");
            command.add("-XX:AOTConfiguration=" + recording);
            command.add("-XX:AOTCache=" + fresh);
            command.add("-Xlog:aot=off,aot*=off,cds=off,cds*=off");
            if (Shell.code(log, Map.of(), command) == 0 && Files.exists(fresh) && Files.size(fresh) > 0) {
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.deleteIfExists(fresh);
            Files.deleteIfExists(recording);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path recordingInWork() {
        return recording.resolveSibling(recording.getFileName() + ".new");
    }
}
