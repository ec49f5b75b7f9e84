package org.chengxin.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders that appear whole or not at all, and go away whole. */
final class Folders {

    private Folders() {}

    /** Fills a new folder; an interrupted attempt leaves nothing that a later one would take for complete. */
    interface Filling {
        void into(Path folder) throws IOException, InterruptedException;
    }

    /** @return the folder, filled now or earlier */
    static Path once(Path folder, Filling filling) throws InterruptedException {
        if (Files.isDirectory(folder)) {
            return folder;
        }
        Path partial = folder.resolveSibling(folder.getFileName() + ".partial-"
                + ProcessHandle.current().pid() + "-" + Thread.currentThread().threadId());
        try {
            Files.createDirectories(partial);
            filling.into(partial);
            if (Files.isDirectory(folder)) {
                return folder;
            }
            Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
            return folder;
        } catch (IOException e) {
            if (Files.isDirectory(folder)) {
                return folder;
            }
            throw new Complaint("The folder " + folder + " could not be prepared: " + e.getMessage() + ".", e);
        } finally {
            delete(partial);
        }
    }

    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> paths;
        try (Stream<Path> tree = Files.walk(folder)) {
            paths = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path path : paths) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
