package org.chengxin.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The folders.
 *
 * @param sources the checked-out repository
 * @param home everything that one suite remembers; deleting it forgets the suite
 * @param tools what can be made again from downloads and builds: unpacked servers, start caches; shared by all suites
 */
record Layout(Path sources, Path home, Path tools) {

    /** {@code CHENGXIN_HOME} and {@code CHENGXIN_TOOLS} move the folders away from {@code .local} in the repository. */
    static Layout of(Path sources, Map<String, String> environment) {
        Path usual = sources.resolve(".local");
        String home = environment.getOrDefault("CHENGXIN_HOME", "");
        String tools = environment.getOrDefault("CHENGXIN_TOOLS", "");
        return new Layout(
                sources,
                home.isBlank() ? usual : Path.of(home).toAbsolutePath().normalize(),
                tools.isBlank()
                        ? usual.resolve("tools")
                        : Path.of(tools).toAbsolutePath().normalize());
    }

    /** The repository that holds a folder: the nearest one upwards with {@code deploy/local/pom.xml}. */
    static Path sourcesAround(Path folder) {
        return Stream.iterate(folder.toAbsolutePath().normalize(), Objects::nonNull, Path::getParent)
                .filter(candidate -> Files.exists(candidate.resolve("deploy/local/pom.xml")))
                .findFirst()
                .orElseThrow(() -> new Complaint("No checked-out repository was found around " + folder + "."));
    }

    /** Where the neighbouring region's platform keeps its own. */
    Layout ofNeighbour() {
        return new Layout(sources, home.resolve("neighbour"), tools);
    }

    /** Where the n-th of what is there more than once keeps its own. */
    Layout ofReplica(int nth) {
        return new Layout(sources, home.resolve("replica-" + nth), tools);
    }

    Path data(Part part) {
        return home.resolve("data").resolve(part.id());
    }

    Path log(Part part) {
        return home.resolve("logs").resolve(part.id() + ".log");
    }

    Path logs() {
        return home.resolve("logs");
    }

    /** Process files: who is running. */
    Path run() {
        return home.resolve("run");
    }

    /** Notes of what has been done already. */
    Path notes() {
        return home.resolve("notes");
    }

    Path parts() {
        return sources.resolve("deploy/local/target/parts");
    }

    Path jar(Part service) {
        return sources.resolve(service.module()).resolve("target").resolve(service.module() + ".jar");
    }

    void create() {
        try {
            for (Path folder : new Path[] {home.resolve("data"), logs(), run(), notes(), tools}) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new Complaint("The folder " + home + " cannot be written: " + e.getMessage() + ".", e);
        }
    }

    /** Forgets the suite; the tools stay. */
    void forget() {
        for (String folder :
                new String[] {"data", "logs", "run", "notes", "keycloak", "neighbour", "replica-2", "replica-3"}) {
            Folders.delete(home.resolve(folder));
        }
        try {
            Files.deleteIfExists(home.resolve("ports.properties"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
