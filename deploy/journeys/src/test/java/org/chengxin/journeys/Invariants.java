package org.chengxin.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.chengxin.local.Suite;

/**
 * What has to hold whatever happened: {@code invariants/<database>/*.sql}, each a query whose rows are the violations, and
 * {@link AccessTree} for the log of accesses. Announcements may still be on their way, so each is given time to become
 * true.
 */
final class Invariants {

    private static final Path FOLDER = Path.of("invariants");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Invariants() {}

    /** In every service of a suite. */
    static void hold(Suite suite) throws IOException, InterruptedException, SQLException {
        List<String> names;
        try (var folders = Files.list(FOLDER)) {
            names = folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
        assertThat(names).contains("record", "repair", "sharing");
        for (String name : names) {
            hold(name, suite.database(name));
        }
        AccessTree.holds(suite.database("sharing"), suite.gateway());
    }

    /** In one sharing-service, wherever it is. */
    static void holdInSharing(Suite.Database database, URI platform)
            throws IOException, InterruptedException, SQLException {
        hold("sharing", database);
        AccessTree.holds(database, platform);
    }

    private static void hold(String name, Suite.Database database) throws IOException {
        for (Path invariant : all(name)) {
            Awaitility.await(invariant.getFileName().toString())
                    .atMost(PATIENCE)
                    .untilAsserted(() -> {
                        try (var connection = open(database)) {
                            assertThat(violations(connection, invariant)).isEmpty();
                        }
                    });
        }
    }

    /** The queries of one service. */
    static List<Path> all(String name) throws IOException {
        try (var files = Files.list(FOLDER.resolve(name))) {
            var all = files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .toList();
            assertThat(all).isNotEmpty();
            return all;
        }
    }

    static Connection open(Suite.Database database) throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }

    /** The first ten rows of a query. */
    static List<String> violations(Connection connection, Path invariant) throws SQLException, IOException {
        List<String> violations = new ArrayList<>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(Files.readString(invariant))) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next() && violations.size() < 10) {
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
