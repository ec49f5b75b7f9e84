package org.chengxin.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * The jars that child processes run on, copied out of the build folder: a later build must not pull them away from under
 * a running suite.
 */
final class Toolbox {

    private final Layout layout;

    Toolbox(Layout layout) {
        this.layout = layout;
    }

    /** Class path of the libraries, always in the same order, as start caches demand. */
    String classPath() throws InterruptedException {
        return jars(libraries()).stream().map(Path::toString).collect(Collectors.joining(":"));
    }

    /** The class path with this module's own jar in front. */
    String ownClassPath() throws InterruptedException {
        return copied("own", List.of(ownJar())).resolve(ownJar().getFileName()) + ":" + classPath();
    }

    /** The folder of the copied libraries; its name changes when they do. */
    Path libraries() throws InterruptedException {
        Path built = layout.parts().resolve("libs");
        if (!Files.isDirectory(built) || !Files.exists(ownJar())) {
            throw new Complaint("The module deploy/local is not built yet; run mvn package, or deploy/local/up.");
        }
        return copied("libs", jars(built));
    }

    private Path copied(String name, List<Path> jars) throws InterruptedException {
        return Folders.once(layout.tools().resolve(name + "-" + fingerprint(jars)), folder -> {
            for (Path jar : jars) {
                Files.copy(jar, folder.resolve(jar.getFileName()));
            }
        });
    }

    private Path ownJar() {
        return layout.sources().resolve("deploy/local/target/local.jar");
    }

    /** A short name for a text. */
    static String fingerprint(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A short name for the contents of jars, told by the names and checksums of their entries. */
    static String fingerprint(List<Path> jars) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path jar : jars) {
                digest.update(jar.getFileName().toString().getBytes(StandardCharsets.UTF_8));
                try (ZipFile zip = new ZipFile(jar.toFile())) {
                    zip.stream()
                            .map(entry -> entry.getName() + ":" + entry.getCrc() + "\n")
                            .map(line -> line.getBytes(StandardCharsets.UTF_8))
                            .forEach(digest::update);
                }
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
        } catch (IOException e) {
            throw new Complaint("A jar of the build is damaged (" + e.getMessage() + "); build it again.", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Path> jars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
