package org.chengxin.record.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.chengxin.record.intake.Examples.number;
import static org.chengxin.record.intake.Examples.subjectOf;
import static org.chengxin.record.intake.Examples.taxPenalty;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.chengxin.record.lawchange.OrderedLaw;
import org.chengxin.record.ledger.Ledger;
import org.chengxin.record.ledger.ManyRecords;
import org.chengxin.record.ledger.Provider;
import org.chengxin.record.ledger.WrittenRecords;
import org.chengxin.testkit.Infrastructure;
import org.chengxin.testkit.TestClock;
import org.chengxin.testkit.UseCaseTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * How intake and queries fare while a change of law goes through many records, with the relay and a real broker: {@code
 * -Dtest=LawChangeBesideIntakeTest -Dlaw.records=1000000}. What it writes stays, so it runs alone.
 */
@UseCaseTest
@TestPropertySource(properties = "chengxin.relay.enabled=true")
@Transactional(propagation = Propagation.NOT_SUPPORTED)
@EnabledIfSystemProperty(named = "law.records", matches = "[0-9]+")
class LawChangeBesideIntakeTest {

    private static final int WARM = 300;

    @Autowired
    HandIn handIn;

    @Autowired
    IntakeDoor door;

    @Autowired
    Ledger ledger;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JsonMapper json;

    @Autowired
    TestClock clock;

    @DynamicPropertySource
    static void broker(DynamicPropertyRegistry properties) {
        properties.add(
                "spring.kafka.bootstrap-servers", () -> Infrastructure.kafka().getBrokersAsString());
    }

    @Test
    void intakeAndQueriesGoOn() {
        IdentityOfTests.isUp();
        var wanted = Integer.getInteger("law.records");
        var first = transaction.execute(_ -> WrittenRecords.adverse(ledger));
        ManyRecords.like(first.id(), wanted - 1, jdbc);
        jdbc.sql("analyze record").update();
        for (var warm = 0; warm < WARM; warm++) {
            takeIn();
        }
        drain();
        var alone = new Times();
        for (var turn = 0; turn < WARM; turn++) {
            alone.measure();
        }
        var proposal = OrderedLaw.elevenMonths(jdbc);
        var began = System.nanoTime();
        var beside = new Times();
        var told = 0.0;
        while (!OrderedLaw.isFinished(proposal, jdbc)) {
            beside.measure();
            var seconds = seconds(began);
            if (seconds > told + 30) {
                told = seconds;
                System.out.printf("LAW %s after %.0f s, load %s%n", progress(proposal), seconds, load());
            }
        }
        var followed = seconds(began);
        drain();
        var announced = seconds(began);

        System.out.printf(
                "LAW records=%d seconds=%.1f all announced %.1f s after the order, the tree complete %s, load %s%n"
                        + "alone: %s%nbeside: %s%n",
                wanted, followed, announced, treeComplete(began), load(), alone, beside);
        assertThat(jdbc.sql("select changed from recomputation where proposal_id = :id")
                        .param("id", proposal)
                        .query(Long.class)
                        .single())
                .isGreaterThanOrEqualTo(wanted);
    }

    /** Time goes on: how long announcements have waited is told by the clock. */
    private double seconds(long began) {
        var nanos = System.nanoTime() - began;
        clock.set(TestClock.NOW.plusNanos(nanos));
        return nanos / 1e9;
    }

    private void drain() {
        await().atMost(1, TimeUnit.HOURS)
                .until(() -> jdbc.sql("select count(*) from (select 1 from outbox limit 1) one")
                                .query(Long.class)
                                .single()
                        == 0);
    }

    /** When every version has its place. */
    private String treeComplete(long began) {
        await().atMost(1, TimeUnit.HOURS)
                .until(() -> jdbc.sql("select (select size from ledger_head) = (select count(*) from record_version)")
                        .query(Boolean.class)
                        .single());
        return "%.1f s".formatted((System.nanoTime() - began) / 1e9);
    }

    private String progress(UUID proposal) {
        return jdbc.sql("select looked_at || ' looked at, ' || changed || ' changed' from recomputation where"
                        + " proposal_id = :id")
                .param("id", proposal)
                .query(String.class)
                .single();
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private UUID takeIn() {
        var number = number();
        var statement = door.read(
                Provider.department("PROV_STATE_TAX"), IntakeDoor.REPORTED, json.valueToTree(taxPenalty(number)));
        var outcome = handIn.now(List.of(new Clerk.Item(Provider.department("PROV_STATE_TAX"), statement)))
                .getFirst();
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        return subjectOf(number);
    }

    /** How long one record takes in, and one person's records out. */
    private final class Times {

        private final List<Double> in = new ArrayList<>();
        private final List<Double> out = new ArrayList<>();

        void measure() {
            var began = System.nanoTime();
            var subject = takeIn();
            var taken = System.nanoTime();
            assertThat(ledger.about(subject, null, null, 50)).hasSize(1);
            in.add((taken - began) / 1e6);
            out.add((System.nanoTime() - taken) / 1e6);
        }

        @Override
        public String toString() {
            return "%d times, intake %s, query %s".formatted(in.size(), spread(in), spread(out));
        }

        private String spread(List<Double> times) {
            var sorted = times.stream().sorted().toList();
            return sorted.isEmpty()
                    ? "-"
                    : "p50 %.1f p99 %.1f max %.1f ms"
                            .formatted(
                                    sorted.get(sorted.size() / 2),
                                    sorted.get(sorted.size() * 99 / 100),
                                    sorted.getLast());
        }
    }
}
