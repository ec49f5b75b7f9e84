package org.chengxin.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.chengxin.local.Part;
import org.chengxin.local.Suite;
import org.chengxin.local.demo.LoadReport;
import org.junit.jupiter.api.Test;

/**
 * record-service dies without a word in the middle of a load and comes back: every event has its receipt, and sending
 * all of them again brings in nothing new.
 */
class CrashJourney {

    private static final int EVENTS = 4_000;

    @Test
    void aLoadThatIsInterruptedByAKillEndsLikeOneThatIsNot() throws Exception {
        var suite = Platform.suite();

        LoadReport report;
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var load = pool.submit((Callable<LoadReport>) () -> suite.load(EVENTS));
            Awaitility.await().atMost(Duration.ofSeconds(120)).until(() -> records(suite) > EVENTS / 20);
            suite.kill(Part.RECORD_SERVICE);
            suite.restart(Part.RECORD_SERVICE);
            report = load.get();
        }

        assertThat(report.events()).isEqualTo(EVENTS);
        assertThat(report.unexpected())
                .as("receipts other than an undisturbed platform gives")
                .isEmpty();
        assertThat(suite.load(EVENTS).outcomes().keySet())
                .as("the same events again change nothing")
                .noneMatch(outcome -> outcome.equals("accepted"));
        Invariants.hold(suite);
    }

    private static int records(Suite suite) throws SQLException {
        var database = suite.database("record");
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from record where source_record_id like 'DEMO-%'")) {
            row.next();
            return row.getInt(1);
        }
    }
}
