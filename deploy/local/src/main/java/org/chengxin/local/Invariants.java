package org.chengxin.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What has to hold whatever happened: {@code deploy/journeys/invariants/<database>/*.sql}, each a query whose rows are the
 * violations. Announcements may still be on their way when a query is asked.
 */
public final class Invariants {

    private static final int ROWS = 10;

    private final Path folder;
    private final Function<String, Suite.Database> databases;

    /** @param databases how to reach a database by its name */
    public Invariants(Path folder, Function<String, Suite.Database> databases) {
        this.folder = folder;
        this.databases = databases;
    }

    /** The databases that have any. */
    public List<String> names() throws IOException {
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    /** The queries of one database. */
    public List<Path> all(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .toList();
        }
    }

    /** The first ten violations now. */
    public List<String> violations(String name, Path invariant) throws IOException, SQLException {
        Suite.Database database = databases.apply(name);
        try (Connection connection =
                DriverManager.getConnection(database.url(), database.user(), database.password())) {
            return violations(connection, invariant);
        }
    }

    /** The first ten violations that a connection sees. */
    public static List<String> violations(Connection connection, Path invariant) throws IOException, SQLException {
        List<String> violations = new ArrayList<>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(Files.readString(invariant))) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next() && violations.size() < ROWS) {
                var row = new StringBuilder();
                for (int i = 1; i <= columns; i++) {
                    row.append(rows.getMetaData().getColumnLabel(i))
                            .append('=')
                            .append(rows.getString(i))
                            .append(' ');
                }
                violations.add(row.toString());
            }
        }
        return violations;
    }
}
