package org.chengxin.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.chengxin.local.Suite;

/**
 * What has to hold whatever happened: {@code invariants/<database>/*.sql}, each a query whose rows are the violations.
 * Announcements may still be on their way, so each is given time to become true.
 */
final class Invariants {

    private static final Path FOLDER = Path.of("invariants");

    private Invariants() {}

    static void hold(Suite suite) throws IOException {
        List<Path> all;
        try (var files = Files.walk(FOLDER)) {
            all = files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .toList();
        }
        assertThat(all).isNotEmpty();
        for (Path invariant : all) {
            Awaitility.await(invariant.getFileName().toString())
                    .atMost(Duration.ofMinutes(2))
                    .untilAsserted(
                            () -> assertThat(violations(suite, invariant)).isEmpty());
        }
    }

    private static List<String> violations(Suite suite, Path invariant) throws SQLException, IOException {
        var database = suite.database(invariant.getParent().getFileName().toString());
        List<String> violations = new ArrayList<>();
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = connection.createStatement();
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
