package org.chengxin.record.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chengxin.record.intake.Examples.number;
import static org.chengxin.record.intake.Examples.subjectOf;
import static org.chengxin.record.intake.Examples.taxPenalty;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.chengxin.record.ledger.Ledger;
import org.chengxin.record.ledger.ManyRecords;
import org.chengxin.record.ledger.Provider;
import org.chengxin.record.ledger.WrittenRecords;
import org.chengxin.testkit.UseCaseTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * How intake and queries fare while a change of law goes through many records: {@code -Dtest=LawChangeBesideIntakeTest
 * -Dlaw.records=1000000}. What it writes stays, so it runs alone.
 */
@UseCaseTest
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
        var alone = new Times();
        for (var turn = 0; turn < WARM; turn++) {
            alone.measure();
        }
        var proposal = ordered();
        var began = System.nanoTime();
        var beside = new Times();
        while (!isFinished(proposal)) {
            beside.measure();
        }

        var seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf("LAW records=%d seconds=%.1f alone: %s beside: %s%n", wanted, seconds, alone, beside);
        assertThat(jdbc.sql("select changed from recomputation where proposal_id = :id")
                        .param("id", proposal)
                        .query(Long.class)
                        .single())
                .isGreaterThanOrEqualTo(wanted);
    }

    /** The order that an approval gives: eleven months for the general level instead of twelve, from today on. */
    private UUID ordered() {
        var id = UUID.randomUUID();
        jdbc.sql("""
                insert into catalog_proposal (id, kind, code, content, reason, in_force_from, state, proposed_by, proposed_at)
                values (:id, 'PERIOD', 'GENERAL', '{}', 'measured', date '2026-11-22', 'APPROVED', 'catalog-admin-1', now())
                """).param("id", id).update();
        jdbc.sql("""
                insert into recomputation (proposal_id, severity, max_months, starts_on, looked_at, changed)
                values (:id, 'GENERAL', 11, date '2026-11-22', 0, 0)
                """).param("id", id).update();
        return id;
    }

    private boolean isFinished(UUID proposal) {
        return jdbc.sql("select finished_at is not null from recomputation where proposal_id = :id")
                .param("id", proposal)
                .query(Boolean.class)
                .single();
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
