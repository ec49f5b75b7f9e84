package org.chengxin.bench.growth;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.chengxin.local.Complaint;
import org.chengxin.local.Suite;

/**
 * The databases of the services, made larger by copies of what is in them: set by set and straight into the tables, but
 * such that every service can go on from there. What was there before can be read and changed as before; of the copies
 * nobody knows a document, so nobody can ask for them.
 */
final class Books {

    private static final String BUNDLES = "select coalesce(max(id) - min(id) + 1, 1) from version_bundle";

    /** Those with most to copy first. */
    private static final List<String> DATABASES = List.of("record", "sharing", "identity", "repair", "incentive");

    private static final int AT_ONCE = 2;
    private static final int PARTS_OF_SHARED_RECORD = 8;

    private final Suite suite;
    private int round;

    Books(Suite suite) {
        this.suite = suite;
    }

    long records() throws SQLException {
        return number("record", "select count(*) from record");
    }

    /** Every row {@code times} as often as now. */
    void multiply(int times) throws SQLException, InterruptedException {
        round++;
        untilAllHaveTheirPlace();
        var copyings = copyings();
        multiplyBundles(times - 1);
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var work = DATABASES.stream()
                    .<Callable<Boolean>>map(database -> () -> {
                        for (var copying : copyings) {
                            if (copying.database().equals(database)) {
                                copy(copying, times - 1);
                            }
                        }
                        execute(database, "vacuum analyze");
                        return true;
                    })
                    .toList();
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
        } catch (ExecutionException e) {
            throw new Complaint("The books could not be copied: " + e.getMessage(), e);
        }
        execute("sharing", "update feed_head set position = position * " + times);
    }

    /** From here on the first change of each page is written whole into the log, and nothing of before is left to write. */
    void checkpoint() throws SQLException {
        execute("postgres", "checkpoint");
    }

    private void copy(Copying copying, int copies) throws SQLException {
        long begun = System.nanoTime();
        long rows = fill(copying, copies);
        lay(copying);
        System.out.printf(
                "    %s.%s: %,d rows in %.0f s%n",
                copying.database(), copying.table(), rows, (System.nanoTime() - begun) / 1e9);
    }

    /** Places of copies lie before the first one: the tree of the originals stays as it is. */
    private void multiplyBundles(int copies) throws SQLException {
        long places = number("record", "select coalesce(max(leaf) - min(leaf) + 1, 1) from version_place");
        execute("record", """
                insert into version_bundle (id, size, first_leaf) overriding system value
                select t.id - k * %d::bigint, t.size, t.first_leaf - k * %d::bigint
                  from version_bundle t, generate_series(1, %d) as k
                """.formatted(number("record", BUNDLES), places, copies));
    }

    private List<Copying> copyings() throws SQLException {
        long bundles = number("record", BUNDLES);
        long positions = number("sharing", "select position from feed_head");
        return List.of(
                Copying.of("identity", "subject").renamed("id", round).inOrderOf("subject_pkey"),
                Copying.of("identity", "identity_document")
                        .renamed("id", round)
                        .renamed("subject_id", round)
                        .inOrderOf("identity_document_pkey"),
                Copying.of("identity", "document_hash")
                        .with("hash", "sha256(t.hash || convert_to('/%d/' || k, 'UTF8'))".formatted(round))
                        .renamed("document_id", round)
                        .inOrderOf("one_subject_per_document"),
                Copying.of("record", "source_record")
                        .suffixed("source_record_id", round)
                        .renamedInTime("record_id", round)
                        .inOrderOf("source_record_pkey"),
                Copying.of("record", "record")
                        .renamedInTime("id", round)
                        .renamed("subject_id", round)
                        .renamed("registered_as", round)
                        .suffixed("source_record_id", round)
                        .inOrderOf("record_pkey"),
                Copying.of("record", "record_version")
                        .renamedInTime("record_id", round)
                        .with("bundle", "t.bundle - k * " + bundles + "::bigint"),
                Copying.of("record", "intake_event")
                        .suffixed("event_id", round)
                        .suffixed("source_record_id", round)
                        .renamedInTime("record_id", round),
                Copying.of("repair", "known_record")
                        .renamedInTime("record_id", round)
                        .renamed("subject_id", round)
                        .inOrderOf("known_record_pkey"),
                Copying.of("sharing", "shared_record")
                        .renamedInTime("record_id", round)
                        .renamed("subject_id", round)
                        .with("number", "nextval('record_number')")
                        .with("feed_position", "t.feed_position + k * " + positions + "::bigint"),
                Copying.of("incentive", "known_record")
                        .renamedInTime("record_id", round)
                        .renamed("subject_id", round)
                        .inOrderOf("known_record_pkey"));
    }

    private long fill(Copying copying, int copies) throws SQLException {
        try (var connection = open(copying.database());
                var statement = connection.createStatement()) {
            var names = new ArrayList<String>();
            var values = new ArrayList<String>();
            try (var column = statement.executeQuery("""
                select column_name from information_schema.columns
                where table_schema = current_schema() and table_name = '%s'
                  and is_generated = 'NEVER' and is_identity = 'NO'
                order by ordinal_position
                """.formatted(copying.table()))) {
                while (column.next()) {
                    names.add(column.getString(1));
                    values.add(copying.columns().getOrDefault(column.getString(1), "t." + column.getString(1)));
                }
            }
            return statement.executeLargeUpdate("insert into %s (%s) select %s from %s t, generate_series(1, %d) as k"
                    .formatted(
                            copying.table(),
                            String.join(", ", names),
                            String.join(", ", values),
                            copying.table(),
                            copies));
        }
    }

    private void lay(Copying copying) throws SQLException {
        if (!copying.cluster().isEmpty()) {
            execute(copying.database(), "cluster %s using %s".formatted(copying.table(), copying.cluster()));
        } else if (copying.table().equals("shared_record")) {
            for (var part : IntStream.range(0, PARTS_OF_SHARED_RECORD)
                    .mapToObj(nth -> "shared_record_" + nth)
                    .toList()) {
                execute(copying.database(), "cluster %s using %s_pkey".formatted(part, part));
            }
        }
    }

    private void untilAllHaveTheirPlace() throws SQLException, InterruptedException {
        while (number("record", "select count(*) from version_bundle where first_leaf is null") > 0) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private long number(String database, String query) throws SQLException {
        try (var connection = open(database);
                var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void execute(String database, String sql) throws SQLException {
        try (var connection = open(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection open(String name) throws SQLException {
        var database = suite.database(name);
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }
}
