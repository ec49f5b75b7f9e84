package org.chengxin.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.chengxin.local.Part;
import org.chengxin.local.Suite;
import org.chengxin.local.demo.LoadReport;
import org.junit.jupiter.api.Test;

/**
 * Every part of the suite dies once in the middle of the demo load, and in the end all is as if none had. Too long for
 * every build: {@code deploy/journeys/kill-each} runs it.
 */
class KillEachTrial {

    private static final int EVENTS = Integer.getInteger("chengxin.events", 40_000);
    private static final Duration SPREAD = Duration.ofMinutes(Integer.getInteger("chengxin.minutes", 8));
    private static final List<Part> VICTIMS = List.of(
            Part.RECORD_SERVICE,
            Part.IDENTITY_SERVICE,
            Part.KAFKA,
            Part.SHARING_SERVICE,
            Part.POSTGRESQL,
            Part.AUTHORITY,
            Part.KEYCLOAK,
            Part.REPAIR_SERVICE,
            Part.INCENTIVE_SERVICE,
            Part.EDUCATION_SERVICE,
            Part.GATEWAY);

    @Test
    void aLoadInWhichEveryPartDiesOnceEndsLikeOneInWhichNoneDoes() throws Exception {
        EndState undisturbed;
        LoadReport quiet;
        try (var suite = Platform.another("undisturbed")) {
            quiet = suite.load(EVENTS);
            undisturbed = EndState.of(suite);
        }
        say("undisturbed: %s; %s", quiet.sentence(), undisturbed);

        EndState disturbed;
        LoadReport hurt;
        try (var suite = Platform.another("disturbed");
                var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var load = pool.submit((Callable<LoadReport>) () -> suite.load(EVENTS, SPREAD));
            for (Part victim : VICTIMS) {
                // Each dies at work, when those before it have worked again for a while.
                int due = decided(suite) + EVENTS / 50;
                Awaitility.await()
                        .atMost(Duration.ofMinutes(10))
                        .pollInterval(Duration.ofMillis(50))
                        .until(() -> load.isDone() || decided(suite) >= due);
                assertThat(load.isDone())
                        .as("the load is over before %s died", victim)
                        .isFalse();
                die(suite, victim);
            }
            hurt = load.get();
            disturbed = EndState.of(suite);
            Invariants.hold(suite);
        }
        say("disturbed:   %s; %s", hurt.sentence(), disturbed);

        assertThat(hurt.outcomes()).as("receipts").isEqualTo(quiet.outcomes());
        assertThat(disturbed.differencesTo(undisturbed))
                .as("differences to the undisturbed load")
                .isEmpty();
    }

    private static void die(Suite suite, Part part) throws Exception {
        int before = decided(suite);
        suite.kill(part);
        long begun = System.nanoTime();
        suite.restart(part);
        say(
                "killed %-17s after %,6d events; ready again after %4.1f s",
                part.id(), before, Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1000.0);
    }

    private static int decided(Suite suite) throws Exception {
        var database = suite.database("record");
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from intake_event")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void say(String text, Object... arguments) {
        System.out.println("== " + text.formatted(arguments));
    }
}
