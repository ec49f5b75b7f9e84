package org.chengxin.record.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.chengxin.record.intake.Examples.number;
import static org.chengxin.record.intake.Examples.taxPenalty;
import static org.chengxin.record.intake.Examples.with;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.chengxin.record.calendar.WorkingDays;
import org.chengxin.record.catalog.DisplayMonths;
import org.chengxin.record.catalog.FactsDefect;
import org.chengxin.record.catalog.LegalBasis;
import org.chengxin.record.catalog.Openness;
import org.chengxin.record.catalog.Polarity;
import org.chengxin.record.catalog.ProhibitedFact;
import org.chengxin.record.catalog.RecordType;
import org.chengxin.record.catalog.Severity;
import org.chengxin.record.ledger.Provider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class AdmissionTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final Provider TAX = Provider.department("PROV_STATE_TAX");
    private static final WorkingDays CALENDAR = new WorkingDays(List.of(), List.of());
    private static final RecordType PENALTY = type(Polarity.ADVERSE, Severity.GENERAL, 12);
    private static final RecordType PRAISE = type(Polarity.POSITIVE, null, 60);

    @Test
    void aLawfulDraftIsAdmittedWithItsDates() {
        var verdict = judge(taxPenalty(number()), PENALTY);

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Admissible.class, admitted -> {
            assertThat(admitted.submission().dates().displayUntil()).isEqualTo(LocalDate.of(2027, 3, 10));
            assertThat(admitted.submission().finalBasis()).isEqualTo(Finality.Basis.CHALLENGE_PERIOD_OVER);
        });
    }

    @ParameterizedTest(name = "{0} = {1}: {2} at {3}")
    @MethodSource("unlawful")
    void whatIsAgainstARuleIsRefused(String path, @Nullable Object value, Ground ground, String pointer) {
        var verdict = judge(with(taxPenalty(number()), path, value), PENALTY);

        assertThat(defects(verdict)).containsExactly(tuple(ground, pointer));
    }

    static Stream<Arguments> unlawful() {
        return Stream.of(
                Arguments.of("legalBasis", List.of(), Ground.NO_LEGAL_BASIS, "/legalBasis"),
                Arguments.of("legalBasis", List.of("SECURITIES"), Ground.NO_LEGAL_BASIS, "/legalBasis/0"),
                Arguments.of("decisionNumber", null, Ground.DETERMINATION_MISSING, "/decisionNumber"),
                Arguments.of("decidedOn", null, Ground.DETERMINATION_MISSING, "/decidedOn"),
                Arguments.of("effectiveOn", null, Ground.DETERMINATION_MISSING, "/effectiveOn"),
                Arguments.of("noticeServedOn", null, Ground.NOTICE_MISSING, "/noticeServedOn"),
                Arguments.of("division", "530200", Ground.DIVISION_UNKNOWN, "/division"),
                Arguments.of("occurredOn", "2026-03-11", Ground.DATE_INVALID, "/decidedOn"),
                Arguments.of("effectiveOn", "2026-03-09", Ground.DATE_INVALID, "/effectiveOn"),
                Arguments.of("effectiveOn", "2026-11-23", Ground.DATE_INVALID, "/effectiveOn"),
                Arguments.of("noticeServedOn", "2026-03-09", Ground.DATE_INVALID, "/noticeServedOn"),
                Arguments.of("final.on", "2026-09-19", Ground.DATE_INVALID, "/final/on"),
                Arguments.of("final.on", "2026-11-23", Ground.DATE_INVALID, "/final/on"),
                Arguments.of("occurredOn", "2021-11-22", Ground.ALREADY_EXPIRED, "/decidedOn"));
    }

    @ParameterizedTest(name = "served on {0}, the challenge period is over on {1}")
    @CsvSource({"2026-03-20, 2026-09-20", "2026-03-31, 2026-09-30", "2025-08-31, 2026-02-28"})
    void theChallengePeriodIsOverSixMonthsAfterTheNotice(LocalDate served, LocalDate over) {
        var data = taxPenalty(number());
        data = with(
                with(with(data, "decidedOn", "2025-12-01"), "occurredOn", "2025-08-01"), "effectiveOn", "2025-12-01");
        if (served.isBefore(LocalDate.of(2025, 12, 1))) {
            data = with(with(data, "decidedOn", "2025-08-31"), "effectiveOn", "2025-08-31");
            data = with(data, "occurredOn", "2025-08-01");
        }
        data = with(data, "noticeServedOn", served.toString());

        var early = judge(
                with(data, "final.on", over.minusDays(1).toString()), type(Polarity.ADVERSE, Severity.SERIOUS, 36));
        var inTime = judge(with(data, "final.on", over.toString()), type(Polarity.ADVERSE, Severity.SERIOUS, 36));

        assertThat(defects(early)).containsExactly(tuple(Ground.DATE_INVALID, "/final/on"));
        assertThat(inTime).isInstanceOf(Verdict.Admissible.class);
    }

    @Test
    void anUpheldDecisionIsFinalWithoutWaiting() {
        var data = with(with(taxPenalty(number()), "final.basis", "UPHELD"), "final.on", "2026-05-01");

        assertThat(judge(data, PENALTY)).isInstanceOf(Verdict.Admissible.class);
    }

    @Test
    void praiseNeedsNoNotice() {
        assertThat(judge(with(with(taxPenalty(number()), "noticeServedOn", null), "final", null), PRAISE))
                .isInstanceOf(Verdict.Admissible.class);
    }

    @Test
    void aTypeThatIsUnknownAndOneNotInForceAreToldApart() {
        var draft = draft(taxPenalty(number()));

        assertThat(defects(judge(draft, TAX, findings(false, null, null))))
                .containsExactly(tuple(Ground.UNKNOWN_RECORD_TYPE, "/recordType"));
        assertThat(defects(judge(draft, TAX, findings(true, null, null))))
                .containsExactly(tuple(Ground.RECORD_TYPE_NOT_IN_FORCE, "/recordType"));
    }

    @Test
    void whatIsOverIsCalledOverEvenWhereTheCatalogueIsYounger() {
        var data = taxPenalty(number());
        for (var field : List.of("occurredOn", "decidedOn", "effectiveOn", "noticeServedOn")) {
            data = with(data, field, "2019-05-05");
        }

        var verdict = judge(draft(with(data, "final", null)), TAX, findings(true, null, PENALTY));

        assertThat(((Verdict.Refused) verdict).defects())
                .extracting(Defect::ground)
                .contains(Ground.ALREADY_EXPIRED);
        assertThat(Defect.problem(((Verdict.Refused) verdict).defects()).slug()).isEqualTo("already-expired");
    }

    @Test
    void whatIsForbiddenIsNamedOnceAndTheRestOfTheFactsToo() {
        var findings = new Verdict.Findings(
                true,
                PENALTY,
                PENALTY,
                List.of(new FactsDefect("/religion", "is not a field"), new FactsDefect("/summary", "is missing")),
                new ProhibitedFact("RELIGION", "/religion"),
                Set.of("530000", "530100"));

        var verdict = judge(draft(taxPenalty(number())), TAX, findings);

        assertThat(defects(verdict))
                .containsExactly(
                        tuple(Ground.PROHIBITED_DATA, "/facts/religion"),
                        tuple(Ground.FACTS_INVALID, "/facts/summary"));
    }

    @Test
    void aFieldThatCannotBeReadIsNamedOnceAndTheRulesGoOn() {
        var data = with(with(taxPenalty(number()), "decidedOn", "yesterday"), "noticeServedOn", null);

        assertThat(defects(judge(data, PENALTY)))
                .containsExactly(
                        tuple(Ground.DATE_INVALID, "/decidedOn"), tuple(Ground.NOTICE_MISSING, "/noticeServedOn"));
    }

    @Test
    void aPrefectureSpeaksForItselfOnly() {
        var type = new RecordType(
                "T",
                1,
                "",
                "",
                "ADMINISTRATIVE",
                "TAX",
                null,
                Polarity.ADVERSE,
                Severity.GENERAL,
                List.of(new LegalBasis("INCOME_TAX", "", "", "")),
                Set.of(Provider.PREFECTURES),
                10,
                new DisplayMonths(3, 12, 60),
                Openness.usual(),
                "{}",
                LocalDate.of(2024, 1, 1),
                null);
        var draft = draft(taxPenalty(number()));

        assertThat(judge(draft, Provider.prefecture("530100"), findings(true, type, type)))
                .isInstanceOf(Verdict.Admissible.class);
        assertThat(defects(judge(draft, Provider.prefecture("530300"), findings(true, type, type))))
                .containsExactly(tuple(Ground.NOT_PROVIDING_DEPARTMENT, "/division"));
    }

    @ParameterizedTest(name = "of age on {0}, conduct on 2026-01-02: {1}")
    @CsvSource({"2026-01-01, true", "2026-01-02, true", "2026-01-03, false", ", false"})
    void onlyConductOfAdultsIsRecorded(@Nullable LocalDate adultOn, boolean adult) {
        assertThat(Admission.wasAdult(adultOn, LocalDate.of(2026, 1, 2))).isEqualTo(adult);
    }

    @Test
    void everyGroundHasASlugThatTheContractNamesAndAHintHowToMend() {
        assertThat(Stream.of(Ground.values()).map(Ground::slug))
                .containsExactlyInAnyOrder(
                        "event-unreadable",
                        "record-closed",
                        "fields-invalid",
                        "unknown-record-type",
                        "record-type-not-in-force",
                        "no-legal-basis",
                        "not-providing-department",
                        "determination-missing",
                        "notice-missing",
                        "prohibited-data",
                        "subject-not-identified",
                        "subject-mismatch",
                        "subject-minor",
                        "facts-invalid",
                        "division-unknown",
                        "date-invalid",
                        "already-expired",
                        "authority-unavailable");
        assertThat(Ground.values())
                .allSatisfy(ground -> assertThat(ground.mending()).isNotBlank());
    }

    private static Verdict judge(Map<String, Object> data, RecordType type) {
        return judge(draft(data), TAX, findings(true, type, type));
    }

    private static Verdict judge(Draft draft, Provider provider, Verdict.Findings findings) {
        return Admission.judge(draft, provider, findings, CALENDAR, TODAY);
    }

    private static Draft draft(Map<String, Object> data) {
        return DraftReader.read(JSON.valueToTree(data));
    }

    private static Verdict.Findings findings(
            boolean known, @Nullable RecordType inForce, @Nullable RecordType current) {
        return new Verdict.Findings(known, inForce, current, List.of(), null, Set.of("530000", "530100"));
    }

    private static List<Tuple> defects(Verdict verdict) {
        return ((Verdict.Refused) verdict)
                .defects().stream()
                        .map(defect -> tuple(defect.ground(), defect.pointer()))
                        .toList();
    }

    private static RecordType type(Polarity polarity, @Nullable Severity severity, int maxMonths) {
        return new RecordType(
                "T",
                1,
                "",
                "",
                "ADMINISTRATIVE",
                "TAX",
                null,
                polarity,
                severity,
                List.of(new LegalBasis("INCOME_TAX", "", "", "")),
                Set.of("PROV_STATE_TAX"),
                10,
                new DisplayMonths(0, maxMonths, 60),
                Openness.usual(),
                "{}",
                LocalDate.of(2024, 1, 1),
                null);
    }
}
