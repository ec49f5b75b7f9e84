package org.chengxin.incentive.entitlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chengxin.incentive.measures.Criterion.GOOD_STANDING;
import static org.chengxin.incentive.measures.Criterion.GOOD_STANDING_OR_ADVERSE_FREE;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.chengxin.incentive.entitlement.Entitlement.Granted;
import org.chengxin.incentive.entitlement.Entitlement.Refused;
import org.chengxin.incentive.measures.Criterion;
import org.chengxin.incentive.records.KnownRecord;
import org.chengxin.incentive.records.Polarity;
import org.chengxin.incentive.records.RecordExample;
import org.chengxin.incentive.records.Standing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EntitlementTest {

    static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @ParameterizedTest(name = "decided on {0}, asked on {1}: entitled {2}")
    @CsvSource({
        "2026-11-22, 2026-11-22, false",
        "2023-11-23, 2026-11-22, false",
        "2023-11-22, 2026-11-22, true",
        "2023-11-21, 2026-11-22, true",
        "2023-11-22, 2026-11-21, false",
        "2024-02-29, 2027-02-27, false",
        "2024-02-29, 2027-02-28, true",
        "2023-08-31, 2026-08-30, false",
        "2023-08-31, 2026-08-31, true",
    })
    void anAdverseRecordCountsForThirtySixMonthsFromItsDetermination(
            LocalDate decided, LocalDate today, boolean entitled) {
        var record = RecordExample.adverse().decided(decided).build();

        var answer = Entitlement.of(GOOD_STANDING_OR_ADVERSE_FREE, List.of(record), true, today);

        assertThat(answer instanceof Granted).isEqualTo(entitled);
    }

    @ParameterizedTest(name = "{0} on {1}: entitled {2}")
    @CsvSource({
        "IN_FORCE,  2026-11-22, false",
        "IN_FORCE,  2026-09-20, false",
        "IN_FORCE,  2026-09-19, true",
        "IN_FORCE,  2026-12-24, false",
        "IN_FORCE,  2026-12-25, true",
        "SUSPENDED, 2026-11-22, true",
        "REPAIRED,  2026-11-22, true",
        "WITHDRAWN, 2026-11-22, true",
        "DECLINED,  2026-11-22, true",
    })
    void onlyAFinalRecordInItsPeriodCounts(Standing standing, LocalDate today, boolean entitled) {
        var record = RecordExample.adverse()
                .standing(standing)
                .ends(LocalDate.of(2026, 12, 25))
                .build();

        var answer = Entitlement.of(GOOD_STANDING_OR_ADVERSE_FREE, List.of(record), true, today);

        assertThat(answer instanceof Granted).isEqualTo(entitled);
    }

    @Test
    void aDisputedRecordDoesNotCount() {
        var record = RecordExample.adverse().disputed().build();

        assertThat(Entitlement.of(GOOD_STANDING_OR_ADVERSE_FREE, List.of(record), true, TODAY))
                .isInstanceOf(Granted.class);
    }

    @Test
    void aNeutralRecordNeitherHelpsNorHarms() {
        var record = RecordExample.adverse().polarity(Polarity.NEUTRAL).build();

        assertThat(Entitlement.of(GOOD_STANDING_OR_ADVERSE_FREE, List.of(record), true, TODAY))
                .isInstanceOf(Granted.class);
        assertThat(Entitlement.of(GOOD_STANDING, List.of(record), true, TODAY)).isInstanceOf(Refused.class);
    }

    @ParameterizedTest(name = "{0}: good standing {1}, regulated party {2}, adverse {3}: entitled {4}")
    @CsvSource({
        "GOOD_STANDING,                 false, false, false, false",
        "GOOD_STANDING,                 false, true,  false, false",
        "GOOD_STANDING,                 true,  false, false, true",
        "GOOD_STANDING,                 true,  false, true,  true",
        "GOOD_STANDING_OR_ADVERSE_FREE, false, false, false, false",
        "GOOD_STANDING_OR_ADVERSE_FREE, false, false, true,  false",
        "GOOD_STANDING_OR_ADVERSE_FREE, false, true,  false, true",
        "GOOD_STANDING_OR_ADVERSE_FREE, false, true,  true,  false",
        "GOOD_STANDING_OR_ADVERSE_FREE, true,  false, false, true",
        "GOOD_STANDING_OR_ADVERSE_FREE, true,  false, true,  true",
        "GOOD_STANDING_OR_ADVERSE_FREE, true,  true,  false, true",
        "GOOD_STANDING_OR_ADVERSE_FREE, true,  true,  true,  true",
    })
    void theTwoGroupsAreSeparate(
            Criterion criterion, boolean good, boolean regulatedParty, boolean adverse, boolean entitled) {
        var records = new ArrayList<KnownRecord>();
        if (good) {
            records.add(RecordExample.good().build());
        }
        if (adverse) {
            records.add(RecordExample.adverse().build());
        }

        var answer = Entitlement.of(criterion, records, regulatedParty, TODAY);

        assertThat(answer instanceof Granted).isEqualTo(entitled);
    }

    @ParameterizedTest(name = "on {0}: entitled {1}")
    @CsvSource({"2026-09-19, false", "2026-09-20, true", "2029-03-09, true", "2029-03-10, false"})
    void goodStandingLastsAsLongAsItsRecordIsFinalAndShown(LocalDate today, boolean entitled) {
        var record = RecordExample.good().build();

        assertThat(Entitlement.of(GOOD_STANDING, List.of(record), false, today) instanceof Granted)
                .isEqualTo(entitled);
    }

    @Test
    void aDeclinedGoodRecordIsNoGoodStanding() {
        var record = RecordExample.good().standing(Standing.DECLINED).build();

        assertThat(Entitlement.of(GOOD_STANDING, List.of(record), false, TODAY)).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"PROOF_BY_PERSON", "CONSENT_OF_PERSON"})
    void whatOnlyThePersonCanShowIsNotJudgedHere(Criterion criterion) {
        assertThatThrownBy(() -> Entitlement.of(criterion, List.of(), true, TODAY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatWasLookedAtIsKeptForThePersonAndNotSaidToTheAuthority() {
        var adverse = RecordExample.adverse().build();

        var answer = Entitlement.of(GOOD_STANDING_OR_ADVERSE_FREE, List.of(adverse), true, TODAY);

        assertThat(answer.lookedAt()).containsExactly("INCOME_TAX_ADVERSE");
        assertThat(answer.reasons()).noneMatch(reason -> reason.text().contains("INCOME_TAX"));
    }

    @Test
    void whereOneGroupIsEnoughTheOtherIsNotLookedAt() {
        var records =
                List.of(RecordExample.good().build(), RecordExample.adverse().build());

        assertThat(Entitlement.of(GOOD_STANDING_OR_ADVERSE_FREE, records, true, TODAY)
                        .lookedAt())
                .containsExactly("VOLUNTEER_POSITIVE");
    }

    @Property
    void theAnswerNeverTellsWhichRecordsThereAreBeyondYesAndNo(
            @ForAll("files") List<KnownRecord> one, @ForAll("files") List<KnownRecord> other) {
        var first = Entitlement.of(GOOD_STANDING_OR_ADVERSE_FREE, withoutGood(one), true, TODAY);
        var second = Entitlement.of(GOOD_STANDING_OR_ADVERSE_FREE, withoutGood(other), true, TODAY);

        if (first instanceof Granted == second instanceof Granted) {
            assertThat(first.reasons()).isEqualTo(second.reasons());
        }
    }

    @Property
    void anEndedOrDisputedRecordChangesNothing(@ForAll("files") List<KnownRecord> file, @ForAll boolean regulated) {
        var with = new ArrayList<>(file);
        with.add(RecordExample.adverse().standing(Standing.REPAIRED).build());
        with.add(RecordExample.adverse().disputed().build());
        with.add(RecordExample.adverse().ends(TODAY).build());

        assertThat(Entitlement.of(GOOD_STANDING_OR_ADVERSE_FREE, with, regulated, TODAY) instanceof Granted)
                .isEqualTo(Entitlement.of(GOOD_STANDING_OR_ADVERSE_FREE, file, regulated, TODAY) instanceof Granted);
    }

    @Property
    void anAdverseRecordIsForgottenForEver(@ForAll("days") LocalDate decided, @ForAll("days") LocalDate today) {
        var file = List.of(RecordExample.adverse().decided(decided).build());

        if (!today.isBefore(decided)
                && Entitlement.of(GOOD_STANDING_OR_ADVERSE_FREE, file, true, today) instanceof Granted) {
            assertThat(Entitlement.of(GOOD_STANDING_OR_ADVERSE_FREE, file, true, today.plusDays(1)))
                    .isInstanceOf(Granted.class);
        }
    }

    @Property
    void theOrderOfTheFileDoesNotMatter(@ForAll("files") List<KnownRecord> file) {
        assertThat(Entitlement.of(GOOD_STANDING_OR_ADVERSE_FREE, file.reversed(), true, TODAY))
                .isEqualTo(Entitlement.of(GOOD_STANDING_OR_ADVERSE_FREE, file, true, TODAY));
    }

    private static List<KnownRecord> withoutGood(List<KnownRecord> file) {
        return file.stream()
                .filter(record -> record.polarity() != Polarity.POSITIVE)
                .toList();
    }

    @Provide
    Arbitrary<List<KnownRecord>> files() {
        return Combinators.combine(
                        Arbitraries.of(Polarity.class),
                        Arbitraries.of(Standing.class),
                        days(),
                        Arbitraries.of(true, false))
                .as((polarity, standing, decided, disputed) -> {
                    var example = RecordExample.adverse()
                            .polarity(polarity)
                            .decided(decided)
                            .standing(standing);
                    return (disputed ? example.disputed() : example).build();
                })
                .list()
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.longs()
                .between(
                        LocalDate.of(2022, 1, 1).toEpochDay(),
                        LocalDate.of(2027, 6, 1).toEpochDay())
                .map(LocalDate::ofEpochDay);
    }
}
