package org.chengxin.repair.eligibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chengxin.repair.eligibility.Eligibility.Missing.DUTY_PERFORMED;
import static org.chengxin.repair.eligibility.Eligibility.Missing.MINIMUM_PERIOD;
import static org.chengxin.repair.eligibility.RepairMethod.CHARITABLE_DONATION;
import static org.chengxin.repair.eligibility.RepairMethod.CREDIT_PLEDGE;
import static org.chengxin.repair.eligibility.RepairMethod.ERROR_CORRECTION;
import static org.chengxin.repair.eligibility.RepairMethod.EXTENSION;
import static org.chengxin.repair.eligibility.RepairMethod.LATE_PERFORMANCE;
import static org.chengxin.repair.eligibility.RepairMethod.ON_TIME_PERFORMANCE;
import static org.chengxin.repair.eligibility.RepairMethod.PERSONAL_STATEMENT;
import static org.chengxin.repair.eligibility.RepairMethod.REVOCATION;
import static org.chengxin.repair.eligibility.RepairMethod.VOLUNTEER_SERVICE;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.chengxin.repair.eligibility.Eligibility.Bar;
import org.chengxin.repair.eligibility.Eligibility.Eligible;
import org.chengxin.repair.eligibility.Eligibility.Never;
import org.chengxin.repair.eligibility.Eligibility.NotYet;
import org.chengxin.repair.records.KnownRecord;
import org.chengxin.repair.records.Polarity;
import org.chengxin.repair.records.RecordExample;
import org.chengxin.repair.records.Severity;
import org.chengxin.repair.records.Standing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EligibilityTest {

    static final LocalDate OPENS = LocalDate.of(2026, 6, 10);

    @ParameterizedTest(name = "on {0} with the duty performed: eligible {1}")
    @CsvSource({"2026-06-09, false", "2026-06-10, true", "2026-06-11, true", "2027-03-09, true"})
    void repairOpensOnTheDayTheMinimumPeriodEnds(LocalDate today, boolean eligible) {
        var record = RecordExample.adverse().dutyPerformed().build();

        var answer = Eligibility.of(record, today);

        assertThat(answer).isEqualTo(eligible ? new Eligible(OPENS) : new NotYet(OPENS, Set.of(MINIMUM_PERIOD)));
    }

    @Test
    void anUnperformedDutyBarsRepairHoweverMuchTimeHasPassed() {
        var record = RecordExample.adverse().build();

        assertThat(Eligibility.of(record, LocalDate.of(2027, 3, 9)))
                .isEqualTo(new NotYet(OPENS, Set.of(DUTY_PERFORMED)));
    }

    @Test
    void everythingThatIsMissingIsSaidAtOnce() {
        var record = RecordExample.adverse().build();

        assertThat(Eligibility.of(record, LocalDate.of(2026, 5, 1)))
                .isEqualTo(new NotYet(OPENS, Set.of(MINIMUM_PERIOD, DUTY_PERFORMED)));
    }

    @Test
    void aMinorRecordOpensAtOnceWhenTheDutyIsPerformed() {
        var performed = RecordExample.adverse().severity(Severity.MINOR).opens(LocalDate.of(2026, 6, 10));

        assertThat(Eligibility.of(performed.build(), LocalDate.of(2026, 3, 10)))
                .isEqualTo(new NotYet(LocalDate.of(2026, 3, 10), Set.of(DUTY_PERFORMED)));
        assertThat(Eligibility.of(performed.dutyPerformed().build(), LocalDate.of(2026, 3, 10)))
                .isEqualTo(new Eligible(LocalDate.of(2026, 3, 10)));
    }

    @Test
    void aRecordThatALawExcludesIsNeverEligible() {
        var record = RecordExample.adverse().notRepairable().dutyPerformed().build();

        assertThat(Eligibility.of(record, OPENS)).isEqualTo(new Never(Bar.EXCLUDED_BY_LAW));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(value = Polarity.class, names = "ADVERSE", mode = EnumSource.Mode.EXCLUDE)
    void whatDoesNotSpeakAgainstThePersonNeedsNoRepair(Polarity polarity) {
        var record = RecordExample.adverse().polarity(polarity).dutyPerformed().build();

        assertThat(Eligibility.of(record, OPENS)).isEqualTo(new Never(Bar.NOT_ADVERSE));
    }

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource({
        "IN_FORCE,  2027-03-10, EXPIRED",
        "SUSPENDED, 2027-03-10, EXPIRED",
        "REPAIRED,  2026-07-01, REPAIRED",
        "WITHDRAWN, 2026-07-01, WITHDRAWN",
        "DECLINED,  2026-07-01, WITHDRAWN",
    })
    void whatHasEndedHasNothingToRepair(Standing standing, LocalDate today, Bar bar) {
        var record = RecordExample.adverse().standing(standing).dutyPerformed().build();

        assertThat(Eligibility.of(record, today)).isEqualTo(new Never(bar));
    }

    @ParameterizedTest(name = "repairable {0}, duty performed {1}")
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void theMethodsFollowFromWhatIsMissing(boolean repairable, boolean performed) {
        var example = RecordExample.adverse();
        var record = (repairable ? example : example.notRepairable());
        var methods = Eligibility.methods((performed ? record.dutyPerformed() : record).build(), OPENS);

        assertThat(methods).contains(ERROR_CORRECTION, REVOCATION, PERSONAL_STATEMENT);
        assertThat(methods.containsAll(Set.of(LATE_PERFORMANCE, EXTENSION))).isEqualTo(!performed);
        assertThat(methods.containsAll(
                        Set.of(ON_TIME_PERFORMANCE, VOLUNTEER_SERVICE, CHARITABLE_DONATION, CREDIT_PLEDGE)))
                .isEqualTo(repairable);
    }

    @Test
    void whatIsErasedSoonHasNoMethodLeftButARepairedRecordCanStillBeCorrected() {
        var expired = RecordExample.adverse().build();
        var repaired = RecordExample.adverse().standing(Standing.REPAIRED).build();

        assertThat(Eligibility.methods(expired, LocalDate.of(2027, 3, 10))).isEmpty();
        assertThat(Eligibility.methods(repaired, OPENS)).containsExactly(ERROR_CORRECTION);
    }

    @Test
    void theMethodsAreThoseOfTheCodeList() throws Exception {
        try (var list = getClass().getResourceAsStream("/domain/repair-methods.csv")) {
            var codes = new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.substring(0, line.indexOf(',')))
                    .toList();

            assertThat(Arrays.stream(RepairMethod.values()).map(Enum::name)).containsExactlyElementsOf(codes);
        }
    }

    @Property
    void waitingNeverClosesRepairBeforeTheRecordEnds(
            @ForAll("records") KnownRecord record, @ForAll("days") LocalDate today) {
        var tomorrow = today.plusDays(1);

        if (Eligibility.of(record, today) instanceof Eligible && tomorrow.isBefore(record.displayUntil())) {
            assertThat(Eligibility.of(record, tomorrow)).isInstanceOf(Eligible.class);
        }
    }

    @Property
    void theConditionsAreAllMetExactlyWhenThePersonMayApply(
            @ForAll("records") KnownRecord record, @ForAll("days") LocalDate today) {
        var eligibility = Eligibility.of(record, today);

        var conditions = Condition.of(eligibility, record);

        assertThat(conditions).isNotEmpty();
        assertThat(conditions.stream().allMatch(Condition::met)).isEqualTo(eligibility instanceof Eligible);
    }

    @Property
    void onlyARepairableAdverseRecordWithItsDutyPerformedIsEverEligible(
            @ForAll("records") KnownRecord record, @ForAll("days") LocalDate today) {
        if (Eligibility.of(record, today) instanceof Eligible) {
            assertThat(record.polarity()).isEqualTo(Polarity.ADVERSE);
            assertThat(record.repairable()).isTrue();
            assertThat(record.dutyPerformed()).isTrue();
            assertThat(today).isBefore(record.displayUntil());
        }
    }

    @Provide
    Arbitrary<KnownRecord> records() {
        return Combinators.combine(
                        Arbitraries.of(Polarity.class),
                        Arbitraries.of(Severity.class),
                        Arbitraries.of(Standing.class),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false),
                        days())
                .as((polarity, severity, standing, repairable, performed, opens) -> {
                    var example = RecordExample.adverse()
                            .polarity(polarity)
                            .severity(severity)
                            .standing(standing)
                            .opens(opens);
                    if (!repairable) {
                        example.notRepairable();
                    }
                    if (performed) {
                        example.dutyPerformed();
                    }
                    return example.build();
                });
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.longs()
                .between(
                        LocalDate.of(2026, 1, 1).toEpochDay(),
                        LocalDate.of(2027, 6, 1).toEpochDay())
                .map(LocalDate::ofEpochDay);
    }
}
