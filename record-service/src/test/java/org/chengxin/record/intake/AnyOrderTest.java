package org.chengxin.record.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chengxin.record.intake.Examples.members;
import static org.chengxin.record.intake.Examples.number;
import static org.chengxin.record.intake.Examples.subjectOf;
import static org.chengxin.record.intake.Examples.taxPenalty;
import static org.chengxin.record.intake.Examples.with;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.chengxin.record.effects.CaseEvents;
import org.chengxin.record.ledger.Ledger;
import org.chengxin.record.ledger.Provider;
import org.chengxin.testkit.UseCaseTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Any permutation, with repeats, of what sources and cases say about one decision ends in the same state. */
@UseCaseTest
class AnyOrderTest {

    private static final Provider TAX = Provider.department("PROV_STATE_TAX");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @Autowired
    HandIn handIn;

    @Autowired
    IntakeDoor door;

    @Autowired
    Ledger ledger;

    @Autowired
    IntakeQuality quality;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JsonMapper json;

    @Autowired
    ApplicationContext service;

    @BeforeEach
    void identityIsUp() {
        IdentityOfTests.isUp();
    }

    /** One thing that a source or a case says. */
    private record Said(String type, String caseId, int second, Map<String, Object> more) {

        boolean isIntake() {
            return type.startsWith("record.");
        }
    }

    @Test
    void anyPermutationWithRepeatsOfIntakeAndCaseEventsEndsInTheSameState() {
        var random = new Random(20261122);
        for (var round = 0; round < 80; round++) {
            var said = chosen(random);
            var shuffled = new ArrayList<>(said);
            shuffled.addAll(said.subList(0, random.nextInt(said.size())));
            Collections.shuffle(shuffled, random);

            var inOrder = play(said);
            var inAnyOrder = play(shuffled);

            assertThat(inAnyOrder).as("round %d: %s", round, shuffled).isEqualTo(inOrder);
        }
        assertThat(jdbc.sql("select count(*) from quarantined_event")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aMonthOfADepartmentShowsVolumeLatenessAndSilence() {
        var court = Provider.department("PROV_TEST_QUALITY");
        jdbc.sql("""
                insert into intake_event (provider, event_id, fingerprint, outcome, received_at, decided_at)
                values (:provider, '1', 'a', 'ACCEPTED', '2026-11-02T02:00:00Z', '2026-11-02T02:00:00Z'),
                       (:provider, '2', 'a', 'REJECTED', '2026-11-02T02:00:00Z', '2026-11-02T02:00:00Z'),
                       (:provider, '3', 'a', 'REJECTED', '2026-10-31T15:59:59Z', '2026-10-31T15:59:59Z')
                """).param("provider", court.code()).update();
        hand(taxPenalty(number()), new Said("record.reported.v1", "", 0, Map.of()));
        jdbc.sql("update record set provider = :provider where provider = 'PROV_STATE_TAX'")
                .param("provider", court.code())
                .update();

        var month = quality.of(court.code(), YearMonth.of(2026, 11));
        var later = quality.of(court.code(), YearMonth.of(2027, 1));

        assertThat(month.events()).isEqualTo(Map.of("ACCEPTED", 1L, "REJECTED", 1L));
        assertThat(month.errorRate()).isEqualTo(0.5);
        assertThat(month.records()).isOne();
        // Final since 20 September, reported on 22 November.
        assertThat(month.late()).isOne();
        assertThat(month.silentMonths()).isEmpty();
        assertThat(later.records()).isZero();
        assertThat(later.silentMonths()).containsExactly("2026-12", "2027-01");
    }

    /** A report and some of everything else that may happen, each case with a beginning and perhaps an end. */
    private static List<Said> chosen(Random random) {
        var said = new ArrayList<Said>();
        said.add(new Said("record.reported.v1", "", 0, members("revision", 1)));
        var rest = List.of(
                List.of(new Said("record.amended.v1", "", 0, members("revision", 2, "decisionNumber", "second"))),
                List.of(new Said("record.withdrawn.v1", "", 0, members("revision", 3))),
                List.of(new Said("record.amended.v1", "", 0, members("revision", 4, "decisionNumber", "fourth"))),
                List.of(
                        new Said("dispute.opened.v1", "a", 1, Map.of()),
                        new Said("dispute.decided.v1", "a", 2, Map.of())),
                List.of(new Said("dispute.opened.v1", "b", 3, Map.of())),
                List.of(
                        new Said("suspension.began.v1", "c", 4, Map.of("ground", "COURT")),
                        new Said("suspension.ended.v1", "c", 5, Map.of())),
                List.of(new Said("suspension.began.v1", "d", 6, Map.of("ground", "EXTENSION"))),
                List.of(
                        new Said("repair.granted.v1", "e", 7, Map.of("method", "CREDIT_REPAIR")),
                        new Said("repair.undone.v1", "e", 8, Map.of())),
                List.of(new Said("repair.granted.v1", "f", 9, Map.of("method", "CREDIT_REPAIR"))),
                List.of(
                        new Said("statement.published.v1", "g", 10, Map.of("text", "first words")),
                        new Said("statement.removed.v1", "g", 11, Map.of())),
                List.of(new Said("statement.published.v1", "h", 12, Map.of("text", "second words"))),
                List.of(new Said("duty.performed.v1", "i", 13, Map.of("performedOn", "2026-11-19"))),
                List.of(new Said("erasure.ordered.v1", "j", 14, Map.of())));
        for (var one : rest) {
            var rare = one.getFirst().type().startsWith("erasure") ? 6 : 2;
            if (random.nextInt(rare) == 0) {
                said.addAll(one);
            }
        }
        return said;
    }

    /** @return what anybody can see at the end */
    private String play(List<Said> order) {
        var number = number();
        var data = taxPenalty(number);
        var cases = new java.util.HashMap<String, UUID>();
        // Cases are about a record that exists: whatever the source says comes in first, once; then all in their order.
        var first = order.stream()
                .filter(said -> said.isIntake() && !said.type().contains("withdrawn"))
                .findFirst()
                .orElseThrow();
        hand(data, first);
        var recordId = jdbc.sql("select record_id from source_record where source_record_id = :id")
                .param("id", data.get("sourceRecordId"))
                .query(UUID.class)
                .single();
        for (var said : order) {
            if (said.isIntake()) {
                hand(data, said);
            } else {
                var at = "2026-11-20T02:00:%02dZ".formatted(said.second());
                var event = members(
                        "caseId",
                        cases.computeIfAbsent(said.caseId(), _ -> UUID.randomUUID())
                                .toString(),
                        "recordId",
                        recordId.toString(),
                        "subjectId",
                        subjectOf(number).toString(),
                        "at",
                        at,
                        "openedAt",
                        at,
                        "closedAt",
                        at);
                event.putAll(said.more());
                CaseEvents.deliver(service, said.type(), event);
            }
        }
        var record = ledger.find(recordId).orElseThrow();
        var marks = record.marks();
        return marks.erased() || marks.withdrawn()
                ? "WITHDRAWN " + marks.erased()
                : "%s %d %s %s %s %s %s"
                        .formatted(
                                record.stateOn(TODAY),
                                record.revision(),
                                record.decision().decisionNumber(),
                                marks.disputed(),
                                record.isDutyPerformed(),
                                marks.statement(),
                                marks.suspended());
    }

    private void hand(Map<String, Object> data, Said said) {
        var mine = data;
        for (var member : said.more().entrySet()) {
            mine = with(mine, member.getKey(), member.getValue());
        }
        handIn.now(List.of(new Clerk.Item(TAX, door.read(TAX, said.type(), json.valueToTree(mine)))));
    }
}
