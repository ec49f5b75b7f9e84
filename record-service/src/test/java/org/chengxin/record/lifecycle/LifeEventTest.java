package org.chengxin.record.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.chengxin.record.catalog.Polarity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state with every event: the whole life of a record as a table. */
class LifeEventTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    /** One column for each event, in the order of the enum; {@code no} is refused, {@code =} stays. */
    private static final List<String> ADVERSE = List.of(
            // state     AMENDED   WITHDRAWN OPENED CLOSED SUSPENDED RESUMED   REPAIRED UNDONE    STATEM DUTY ERASED
            // DECLINED
            "ANNOUNCED   =         WITHDRAWN =      =      SUSPENDED =         REPAIRED =         =      =    WITHDRAWN no",
            "EFFECTIVE   =         WITHDRAWN =      =      SUSPENDED =         REPAIRED =         =      =    WITHDRAWN no",
            "FINAL       =         WITHDRAWN =      =      SUSPENDED =         REPAIRED =         =      =    WITHDRAWN no",
            "SUSPENDED   =         WITHDRAWN =      =      =         FINAL     REPAIRED =         =      =    WITHDRAWN no",
            "REPAIRED    =         WITHDRAWN =      =      =         =         =        FINAL     =      =    WITHDRAWN no",
            "EXPIRED     =         WITHDRAWN =      =      =         =         REPAIRED =         =      =    WITHDRAWN no",
            "WITHDRAWN   FINAL     =         =      =      =         =         =        =         =      =    =         no",
            "ERASED      no        =         =      =      =         =         =        =         =      =    =         no");

    private static final List<String> POSITIVE = List.of(
            "FINAL       =         WITHDRAWN =      =      SUSPENDED =         no       no        =      no   WITHDRAWN WITHDRAWN",
            "SUSPENDED   =         WITHDRAWN =      =      =         FINAL     no       no        =      no   WITHDRAWN WITHDRAWN",
            "EXPIRED     =         WITHDRAWN =      =      =         =         no       no        =      no   WITHDRAWN WITHDRAWN",
            "WITHDRAWN   FINAL     =         =      =      =         =         no       no        =      no   =         no",
            "DECLINED    no        =         =      =      =         =         no       no        =      no   =         no",
            "ERASED      no        =         =      =      =         =         no       no        =      no   =         no");

    @ParameterizedTest(name = "{0} {1} and {2}: {3}")
    @MethodSource("everyStateWithEveryEvent")
    void theWholeTable(Polarity polarity, String state, LifeEvent event, String expected) {
        var marks = marksOf(state);

        if (expected.equals("no")) {
            assertThat(event.mayHappen(polarity, marks)).isFalse();
            assertThatThrownBy(() -> event.requireFor(polarity, marks)).isInstanceOf(LifeEvent.ForbiddenEvent.class);
            return;
        }

        assertThat(event.mayHappen(polarity, marks)).isTrue();
        var before = RecordState.stateOn(marks.standing(), datesOf(state), TODAY);
        var after = RecordState.stateOn(after(marks, event).standing(), datesOf(state), TODAY);
        assertThat(after.name()).isEqualTo(expected.equals("=") ? before.name() : expected);
    }

    static Stream<Object[]> everyStateWithEveryEvent() {
        return Stream.concat(
                ADVERSE.stream().flatMap(row -> cells(Polarity.ADVERSE, row)),
                POSITIVE.stream().flatMap(row -> cells(Polarity.POSITIVE, row)));
    }

    private static Stream<Object[]> cells(Polarity polarity, String row) {
        var cells = row.split(" +");
        assertThat(cells).as(row).hasSize(1 + LifeEvent.values().length);
        return Stream.of(LifeEvent.values()).map(event ->
                new Object[] {polarity, cells[0], event, cells[1 + event.ordinal()]});
    }

    @Test
    void theTableKnowsEveryState() {
        assertThat(ADVERSE)
                .extracting(row -> row.split(" ")[0])
                .contains(Stream.of(RecordState.values()).map(Enum::name).toArray(String[]::new));
    }

    @Test
    void whatIsRefusedIsRefusedAloud() {
        assertThatThrownBy(() -> LifeEvent.DECLINED.requireFor(Polarity.ADVERSE, Marks.NONE))
                .isInstanceOf(LifeEvent.ForbiddenEvent.class)
                .hasMessage("a record that is ADVERSE and IN_FORCE cannot be DECLINED");
    }

    @Test
    void aMarkThatDoesNotShowYetShowsLater() {
        var suspendedWhileWithdrawn = after(after(Marks.NONE, LifeEvent.WITHDRAWN), LifeEvent.SUSPENDED);

        assertThat(suspendedWhileWithdrawn.standing()).isEqualTo(Standing.WITHDRAWN);
        assertThat(after(suspendedWhileWithdrawn, LifeEvent.AMENDED).standing()).isEqualTo(Standing.SUSPENDED);
    }

    @Test
    void whoWasNotToldMayAnswerAsLongAsTheRecordCouldBeShown() {
        var dates = dates(TODAY.minusDays(30), TODAY.minusDays(1), TODAY.plusDays(90));

        var held = dates.under(Marks.NONE.told(true, null));
        var toldLate = dates.under(Marks.NONE.told(false, TODAY.plusDays(14)));
        var toldInTime = dates.under(Marks.NONE.told(false, TODAY.minusDays(60)));

        assertThat(RecordState.stateOn(Standing.IN_FORCE, held, TODAY.plusDays(89)))
                .isEqualTo(RecordState.ANNOUNCED);
        assertThat(RecordState.stateOn(Standing.IN_FORCE, toldLate, TODAY.plusDays(14)))
                .isEqualTo(RecordState.ANNOUNCED);
        assertThat(RecordState.stateOn(Standing.IN_FORCE, toldLate, TODAY.plusDays(15)))
                .isEqualTo(RecordState.FINAL);
        assertThat(toldInTime).isEqualTo(dates);
    }

    @Test
    void displayEndsBeforeItsTimeButNeverLater() {
        var dates = dates(null, TODAY, TODAY.plusDays(90));

        assertThat(dates.under(Marks.NONE.endingBy(TODAY)).isOver(TODAY)).isTrue();
        assertThat(dates.under(Marks.NONE.endingBy(TODAY.plusDays(200)))).isEqualTo(dates);
    }

    private static Marks after(Marks marks, LifeEvent event) {
        return switch (event) {
            case AMENDED -> marks.withdrawn(false);
            case WITHDRAWN -> marks.withdrawn(true);
            case DECLINED -> marks.declinedForGood();
            case ERASED -> cases(marks, true, marks.repaired(), marks.suspended());
            case SUSPENDED -> cases(marks, marks.erased(), marks.repaired(), true);
            case RESUMED -> cases(marks, marks.erased(), marks.repaired(), false);
            case REPAIRED -> cases(marks, marks.erased(), true, marks.suspended());
            case REPAIR_UNDONE -> cases(marks, marks.erased(), false, marks.suspended());
            case DISPUTE_OPENED, DISPUTE_CLOSED, STATEMENT, DUTY_PERFORMED -> marks;
        };
    }

    private static Marks cases(Marks marks, boolean erased, boolean repaired, boolean suspended) {
        return marks.fromCases(erased, repaired, suspended, marks.disputed(), marks.dutyPerformed(), marks.statement());
    }

    private static Marks marksOf(String state) {
        return switch (state) {
            case "SUSPENDED" -> after(Marks.NONE, LifeEvent.SUSPENDED);
            case "REPAIRED" -> after(Marks.NONE, LifeEvent.REPAIRED);
            case "WITHDRAWN" -> after(Marks.NONE, LifeEvent.WITHDRAWN);
            case "ERASED" -> after(Marks.NONE, LifeEvent.ERASED);
            case "DECLINED" -> after(Marks.NONE, LifeEvent.DECLINED);
            default -> Marks.NONE;
        };
    }

    private static RecordDates datesOf(String state) {
        return switch (state) {
            case "ANNOUNCED" -> dates(TODAY, null, TODAY.plusDays(90));
            case "EFFECTIVE" -> dates(TODAY.minusDays(1), null, TODAY.plusDays(90));
            case "EXPIRED" -> dates(TODAY.minusDays(90), TODAY.minusDays(60), TODAY);
            default -> dates(TODAY.minusDays(30), TODAY.minusDays(1), TODAY.plusDays(90));
        };
    }

    private static RecordDates dates(
            @Nullable LocalDate answerUntil, @Nullable LocalDate finalOn, LocalDate displayUntil) {
        var decided = TODAY.minusDays(100);
        return new RecordDates(decided, decided, decided, answerUntil, finalOn, displayUntil, decided);
    }
}
