package org.chengxin.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A copy of the database cluster as it was when Keycloak had made its tables and imported the realm: the next new suite
 * begins with it and saves a minute. Taken from the running server by PostgreSQL's own backup functions.
 */
final class ClusterSeed {

    private static final Pattern FIRST_WAL = Pattern.compile("file ([0-9A-F]{24})");

    /** Belongs to the running process, or is made anew at every start. */
    private static final Set<String> LEFT_OUT = Set.of(
            "postmaster.pid",
            "postmaster.opts",
            "pg_wal",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private final Path folder;

    /** @param version changes when PostgreSQL, Keycloak or the realm do */
    ClusterSeed(Layout layout, String version) {
        this.folder = layout.tools().resolve("cluster-" + version);
    }

    Optional<Path> present() {
        return Files.isDirectory(folder) ? Optional.of(folder) : Optional.empty();
    }

    /** Fills a new data folder. */
    void copyTo(Path data) throws IOException {
        copy(folder, data, Set.of());
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
    }

    /** Does nothing when there is a copy. */
    void keep(Path data, Connection superUser) throws InterruptedException {
        Folders.once(folder, copy -> {
            try (Statement statement = superUser.createStatement()) {
                statement.execute("select pg_backup_start('chengxin seed', true)");
                copy(data, copy, LEFT_OUT);
                String label = label(statement);
                Files.writeString(copy.resolve("backup_label"), label);
                for (String empty : LEFT_OUT) {
                    if (empty.startsWith("pg_")) {
                        Files.createDirectories(copy.resolve(empty));
                    }
                }
                copyWal(data.resolve("pg_wal"), copy.resolve("pg_wal"), label);
            } catch (SQLException e) {
                throw new IOException(e);
            }
        });
    }

    private static String label(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
            row.next();
            return row.getString(1);
        }
    }

    /** The log from the beginning of the copy on: it makes the copy whole. */
    private static void copyWal(Path from, Path to, String label) throws IOException {
        Matcher first = FIRST_WAL.matcher(label);
        if (!first.find()) {
            throw new IOException("PostgreSQL's backup label names no log file");
        }
        Files.createDirectories(to.resolve("archive_status"));
        Files.createDirectories(to.resolve("summaries"));
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                if (name.length() == 24 && name.compareTo(first.group(1)) >= 0) {
                    Files.copy(file, to.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    private static void copy(Path from, Path to, Set<String> leftOut) throws IOException {
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path source : (Iterable<Path>) tree::iterator) {
                Path relative = from.relativize(source);
                if (leftOut.contains(relative.getName(0).toString())) {
                    continue;
                }
                Path target = to.resolve(relative.toString());
                try {
                    if (Files.isDirectory(source)) {
                        Files.createDirectories(target);
                    } else {
                        Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES);
                    }
                } catch (NoSuchFileException e) {
                    // A table that was dropped meanwhile; the log knows.
                }
            }
        }
    }
}
