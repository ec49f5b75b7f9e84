package org.chengxin.bench.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.chengxin.local.Complaint;
import org.chengxin.local.Suite;

/** What has to hold whatever happened: the queries that the journeys ask too, whose rows are violations. */
final class Invariants {

    /** Announcements may still be on their way, leaves may still wait for their place in the tree. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final long BETWEEN_MILLIS = 500;

    private Invariants() {}

    /**
     * @param asked how many were asked
     * @param broken those that did not become true, with the first row of each
     */
    record Result(int asked, List<String> broken) {

        Result {
            broken = List.copyOf(broken);
        }
    }

    static Result check(Suite suite) throws IOException, InterruptedException {
        int asked = 0;
        var broken = new ArrayList<String>();
        for (var database : databases()) {
            for (var query : files(database)) {
                asked++;
                var row = waitFor(suite.database(String.valueOf(database.getFileName())), Files.readString(query));
                if (!row.isEmpty()) {
                    broken.add(query.getFileName() + ": " + row);
                }
            }
        }
        return new Result(asked, broken);
    }

    /** @return the first violation; empty when there is none any more */
    private static String waitFor(Suite.Database database, String query) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            String row;
            try {
                row = firstRow(database, query);
            } catch (SQLException e) {
                row = "cannot be asked: " + e.getMessage();
            }
            if (row.isEmpty() || System.nanoTime() > end) {
                return row;
            }
            TimeUnit.MILLISECONDS.sleep(BETWEEN_MILLIS);
        }
    }

    private static String firstRow(Suite.Database database, String query) throws SQLException {
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            if (!rows.next()) {
                return "";
            }
            var text = new StringBuilder();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                text.append(rows.getMetaData().getColumnLabel(i))
                        .append('=')
                        .append(rows.getString(i))
                        .append(' ');
            }
            return text.toString().strip();
        }
    }

    private static List<Path> databases() throws IOException {
        var here = Path.of(System.getProperty("chengxin.sources", "")).toAbsolutePath();
        var folder = Stream.iterate(here, Objects::nonNull, Path::getParent)
                .map(each -> each.resolve("deploy/journeys/invariants"))
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow(() -> new Complaint("The invariants of the journeys were not found around " + here + "."));
        return files(folder);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
