package org.chengxin.repair;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.chengxin.testkit.ServiceTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** Each invariant is broken once, so that it is known to see it. */
@ServiceTest
@Transactional
class InvariantsTest {

    @Autowired
    Invariants invariants;

    @Autowired
    JdbcClient jdbc;

    final UUID caseId = UUID.randomUUID();

    @BeforeEach
    void aDisputeThatIsDecidedAsItShouldBe() {
        jdbc.sql("""
                insert into case_file (id, kind, state, subject_id, target_id, record_id, record_version,
                                       record_revision, record_type, department, matter, matter_key, explanation,
                                       opened_at, opened_by, extended, reviewed, suspends, due_on, closed_at, version)
                values (:id, 'DISPUTE', 'DECIDED', :id, :id, :id, 1, 1, 'INCOME_TAX_ADVERSE', 'PROV_STATE_TAX',
                        '{"about": "RECORD", "grounds": "OTHER"}', '', '', now(), 'PERSON', false, false, false,
                        current_date, now(), 2)
                """).param("id", caseId).update();
        change("""
                insert into case_step (case_id, number, step, party, actor, at, reason)
                values (:id, 1, 'DECIDED', 'PROV_STATE_TAX', 'officer', now(), 'It is right.')
                """);
        change("""
                insert into case_decision (case_id, number, outcome, party, reason, basis, decided_at, text)
                values (:id, 1, 'UPHELD', 'PROV_STATE_TAX', 'It is right.', 'Art. 25', now(), 'It is right.')
                """);
        change("""
                insert into case_clock (case_id, purpose, rule, owner, started_on, due_on, remind_on, reminded,
                                        stopped_on)
                values (:id, 'SOURCE_ANSWER', 'D-3', 'PROV_STATE_TAX', current_date, current_date, current_date,
                        false, current_date)
                """);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            I9-an-open-case-has-one-clock-that-runs-and-an-owner | update case_file set closed_at = null where id = :id
            I9-no-clock-runs-or-rests-in-a-closed-case | update case_clock set stopped_on = null where case_id = :id
            I9-no-clock-runs-or-rests-in-a-closed-case | update case_clock set stopped_on = null, paused_on = current_date where case_id = :id
            I9-a-closed-case-says-why-and-a-decided-one-says-it-in-writing | delete from case_decision where case_id = :id
            I9-a-closed-case-says-why-and-a-decided-one-says-it-in-writing | update case_decision set basis = '' where case_id = :id
            I9-a-closed-case-says-why-and-a-decided-one-says-it-in-writing | delete from case_step where case_id = :id
            I9-an-answer-is-adopted-only-when-its-source-has-followed | with other as (update case_file set kind = 'ANSWER' where id = :id) update case_decision set outcome = 'ADOPTED' where case_id = :id
            I10-what-is-decided-about-a-record-is-announced | update case_decision set outcome = 'ERASED' where case_id = :id
            I10-a-suspension-lasts-as-long-as-it-was-announced | update case_file set suspends = true where id = :id
            """)
    void whatIsWrongIsSeen(String name, String wrong) {
        assertThat(seen(name)).isFalse();

        change(wrong);

        assertThat(seen(name)).isTrue();
    }

    private boolean seen(String name) {
        return invariants.violations(invariants.sentences().get(name + ".sql")).stream()
                .anyMatch(row -> row.containsValue(caseId));
    }

    private void change(String sql) {
        jdbc.sql(sql).param("id", caseId).update();
    }
}
