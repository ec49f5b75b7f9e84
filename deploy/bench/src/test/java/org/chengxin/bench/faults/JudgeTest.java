package org.chengxin.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chengxin.bench.faults.Judge.Shown;
import org.chengxin.bench.faults.Judge.Wrong;
import org.chengxin.local.access.Department;
import org.chengxin.local.demo.DemoPerson;
import org.chengxin.local.demo.Population;
import org.chengxin.local.demo.RecordType;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** That the measure of faults finds what must never be, and lets be what is only late. */
class JudgeTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
    private static final LocalDate AMENDED = FIRST.plusDays(1);
    private static final LocalDate LATER = TODAY.plusYears(1);

    private final DemoPerson wang = Population.all().getFirst();
    private final DemoPerson li = Population.all().get(1);
    private final Book book = new Book();
    private final Judge judge = new Judge(book, TODAY);
    private final Entry entry = new Entry("DEMO-FAULT-1", wang, source());

    @Test
    void whatWasReportedMayBeShown() {
        reported();

        judge.look(wang, List.of(new Shown("r1", FIRST, LATER)), 10, 20);

        assertThat(judge.verdict()).isEmpty();
    }

    @Test
    void aRecordOfAnotherPersonIsWrongEvenWhenItsReceiptComesLater() {
        say(1, FIRST);
        judge.look(li, List.of(new Shown("r1", FIRST, LATER)), 10, 20);
        receipt(1);

        assertThat(judge.verdict()).isEqualTo(Map.of(Wrong.OF_ANOTHER_PERSON, 1));
    }

    @Test
    void aRecordThatNobodySentAndOneOnItsLastDayAreWrong() {
        reported();

        judge.look(wang, List.of(new Shown("r2", FIRST, LATER), new Shown("r1", FIRST, TODAY)), 10, 20);

        assertThat(judge.verdict()).isEqualTo(Map.of(Wrong.NEVER_REPORTED_SO, 1, Wrong.PAST_ITS_END, 1));
    }

    @Test
    void anAmendmentThatWasShownIsNotForgottenAgain() {
        reported();
        say(2, AMENDED);
        judge.look(wang, List.of(new Shown("r1", AMENDED, LATER)), 10, 20);

        judge.look(wang, List.of(new Shown("r1", FIRST, LATER)), 15, 25);
        assertThat(judge.verdict()).as("asked before the other was answered").isEmpty();
        judge.look(wang, List.of(new Shown("r1", FIRST, LATER)), 21, 30);
        assertThat(judge.verdict()).isEqualTo(Map.of(Wrong.OLDER_THAN_SHOWN_BEFORE, 1));
    }

    @Test
    void aRecordGoesAwayOnlyWhenItIsWithdrawnAndThenStaysAway() {
        reported();
        judge.look(wang, List.of(new Shown("r1", FIRST, LATER)), 10, 20);
        judge.look(wang, List.of(), 21, 30);
        assertThat(judge.verdict()).isEqualTo(Map.of(Wrong.NO_LONGER_SHOWN, 1));

        say(2, null);
        judge.look(wang, List.of(), 31, 40);
        judge.look(wang, List.of(new Shown("r1", FIRST, LATER)), 41, 50);
        assertThat(judge.verdict()).isEqualTo(Map.of(Wrong.NO_LONGER_SHOWN, 1, Wrong.OLDER_THAN_SHOWN_BEFORE, 1));
    }

    @Test
    void whatMustBeShownInTheEndFollowsFromTheReceipts() {
        reported();
        assertThat(book.mustShow(wang)).isEqualTo(Map.of("r1", FIRST.toString()));

        say(2, AMENDED);
        assertThat(book.open()).isEqualTo(1);
        assertThat(book.mustShow(wang)).isEqualTo(Map.of("r1", FIRST.toString()));
        receipt(2);
        assertThat(book.mustShow(wang)).isEqualTo(Map.of("r1", AMENDED.toString()));
        assertThat(EndCheck.compare(book.mustShow(wang), Map.of("r1", FIRST.toString(), "r2", FIRST.toString())))
                .isEqualTo(new EndCheck.Difference(0, 1, 1, 0));

        say(3, null);
        receipt(3);
        assertThat(book.mustShow(wang)).isEmpty();
        assertThat(EndCheck.compare(Map.of("r1", "d"), Map.of())).isEqualTo(new EndCheck.Difference(1, 0, 0, 0));
    }

    @Test
    void theSameReceiptMayComeAgainButNotAnother() {
        reported();
        book.receipt("m1", "e1", "accepted", "r1");
        assertThat(book.doubled()).isZero();
        book.receipt("m9", "e1", "accepted", "r1");
        assertThat(book.doubled()).isEqualTo(1);

        say(2, AMENDED);
        book.receipt("m2", "e2", "duplicate", "r1");
        assertThat(book.unexpected()).isEqualTo(Map.of("accepted -> duplicate", 1));
    }

    private void reported() {
        say(1, FIRST);
        receipt(1);
    }

    private void say(int revision, @org.jspecify.annotations.Nullable LocalDate day) {
        if (revision == 1) {
            book.add(entry);
        }
        entry.says(revision, day);
        book.await("e" + revision, entry, revision, Set.of("accepted"));
    }

    private void receipt(int revision) {
        book.receipt("m" + revision, "e" + revision, "accepted", "r1");
    }

    private static Source source() {
        return new Source(
                Department.all().getFirst(),
                new RecordType("TYPE", false, List.of(), List.of(), 12, TODAY, JsonNodeFactory.instance.objectNode()));
    }
}
