package org.chengxin.bench.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.chengxin.local.Complaint;
import org.chengxin.local.Part;
import org.chengxin.local.Suite;

/**
 * The broker's log folder on a small disk of its own (in memory; mounting needs root), which somebody else fills to the
 * last byte. After half a minute there is room again, and a broker that has given up is started again.
 */
final class DiskFull implements Fault {

    private static final long ROOM = 64L << 20;
    private static final long FULL_FOR_SECONDS = 30;
    private static final long GIVES_UP_WITHIN_SECONDS = 10;
    private static final byte[] PIECE = new byte[1 << 16];

    private final Path data;
    private final Path kept;
    private boolean mounted;

    /** @param home folder of the suite */
    DiskFull(Path home) {
        this.data = home.resolve("data").resolve(Part.KAFKA.id());
        this.kept = data.resolveSibling("kafka-on-the-large-disk");
    }

    @Override
    public String name() {
        return "full-disk-kafka";
    }

    @Override
    public String prepare(Suite suite) throws Exception {
        suite.stop(Part.KAFKA);
        Files.move(data, kept);
        Files.createDirectory(data);
        try {
            long size = usedBytes(kept) + ROOM;
            Command.run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", data.toString());
            try {
                copy(kept, data);
                mounted = true;
            } finally {
                if (!mounted) {
                    Command.run("umount", data.toString());
                }
            }
            return "";
        } catch (Complaint complaint) {
            return String.valueOf(complaint.getMessage());
        } finally {
            if (!mounted) {
                Files.delete(data);
                Files.move(kept, data);
            }
            suite.restart(Part.KAFKA);
        }
    }

    @Override
    public void befall(Suite suite) throws Exception {
        var filler = data.resolve("filler");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(FULL_FOR_SECONDS);
        while (System.nanoTime() < end) {
            // Again and again: what the broker deletes meanwhile is no room for it either.
            fill(filler);
            TimeUnit.MILLISECONDS.sleep(100);
        }
        Files.delete(filler);
        long over = System.nanoTime() + TimeUnit.SECONDS.toNanos(GIVES_UP_WITHIN_SECONDS);
        while (suite.running(Part.KAFKA) && System.nanoTime() < over) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        if (!suite.running(Part.KAFKA)) {
            System.out.println("    the broker gave up; it is started again");
            suite.restart(Part.KAFKA);
        }
    }

    @Override
    public void tidy(Suite suite) throws Exception {
        if (!mounted) {
            return;
        }
        suite.stop(Part.KAFKA);
        var back = data.resolveSibling("kafka-on-its-way-back");
        Files.createDirectory(back);
        copy(data, back);
        Command.run("umount", data.toString());
        mounted = false;
        Files.delete(data);
        Files.move(back, data);
        Command.run("rm", "-r", kept.toString());
        suite.restart(Part.KAFKA);
    }

    private static void fill(Path filler) {
        try (var out = Files.newOutputStream(filler, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (true) {
                out.write(PIECE);
            }
        } catch (IOException full) {
            // That is what was wanted.
        }
    }

    /** Files with holes stay such: the broker's index files are mostly holes. */
    private static void copy(Path from, Path to) throws IOException, InterruptedException {
        Command.run("cp", "-a", "--sparse=always", from + "/.", to.toString());
    }

    /** Holes in files not counted. */
    private static long usedBytes(Path folder) throws IOException, InterruptedException {
        return Long.parseLong(Command.run("du", "-s", "-B1", folder.toString()).split("\\s", 2)[0]);
    }
}
