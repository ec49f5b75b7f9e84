package org.chengxin.bench.faults;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.chengxin.local.Suite;
import org.chengxin.local.demo.DemoPerson;

/** One fault in the middle of reports and questions, and what is found afterwards. */
final class Round {

    private static final Duration WITHOUT_ANY = Duration.ofMinutes(3);
    private static final Duration TO_COME_BACK = Duration.ofMinutes(2);
    private static final long GLANCE_MILLIS = 50;

    private final Suite suite;
    private final List<Source> sources;
    private final List<DemoPerson> persons;
    private final LocalDate today;
    private final Pace pace;
    private final Book book = new Book();
    private final Judge judge;

    /**
     * How much work there is.
     *
     * @param reports a second
     * @param questions a second
     * @param seconds of undisturbed work after the part is back; half as many before the fault
     */
    record Pace(double reports, double questions, int seconds) {}

    Round(Suite suite, List<Source> sources, List<DemoPerson> persons, LocalDate today, Pace pace) {
        this.suite = suite;
        this.sources = List.copyOf(sources);
        this.persons = List.copyOf(persons);
        this.today = today;
        this.pace = pace;
        this.judge = new Judge(book, today);
    }

    /** @param name of this round's records, used once in the life of a suite */
    Result run(Fault fault, String name) throws Exception {
        var departments = sources.stream().map(Source::department).distinct().toList();
        var asker = new Asker(suite);
        var mail = new Mail(suite, book, departments);
        try (asker;
                mail) {
            var reports = new Reports(suite, book, sources, persons, today, name, pace.reports());
            var questions = new Questions(asker, judge, persons, pace.questions());
            long mark;
            long back;
            try (reports;
                    questions) {
                TimeUnit.MILLISECONDS.sleep(pace.seconds() * 500L);
                mark = System.nanoTime();
                book.mark(mark);
                questions.mark(mark);
                fault.befall(suite);
                back = System.nanoTime();
                awaitWork(questions, back + TO_COME_BACK.toNanos());
                TimeUnit.SECONDS.sleep(pace.seconds());
            }
            long silent = System.nanoTime();
            awaitReceipts();
            asker.renew();
            var end = new EndCheck(asker, book).run();
            var invariants = Invariants.check(suite);
            return new Result(
                    fault.name(),
                    book.events(),
                    book.open(),
                    book.doubled() + doubledRecords(),
                    book.unexpected(),
                    new TreeMap<>(judge.verdict()),
                    end,
                    questions.asked(),
                    questions.errors(),
                    seconds(mark, Optional.of(back)),
                    seconds(mark, questions.firstGood()),
                    seconds(mark, questions.lastError()),
                    seconds(mark, book.firstAfterMark()),
                    seconds(silent, Optional.of(book.last())),
                    judge.longestBehind(),
                    invariants);
        }
    }

    private int doubledRecords() throws java.sql.SQLException {
        var database = suite.database("record");
        try (var connection =
                        java.sql.DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = connection.createStatement();
                var row = statement.executeQuery("""
                    select count(*) from (select 1 from record
                                          group by provider, source_record_id having count(*) > 1) as doubled\
                    """)) {
            row.next();
            return row.getInt(1);
        }
    }

    /** Back is what works: a question is answered and a receipt comes. */
    private void awaitWork(Questions questions, long end) throws InterruptedException {
        while ((questions.firstGood().isEmpty() || book.firstAfterMark().isEmpty()) && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(GLANCE_MILLIS);
        }
    }

    private void awaitReceipts() throws InterruptedException {
        long from = System.nanoTime();
        while (book.open() > 0 && System.nanoTime() - Math.max(from, book.last()) < WITHOUT_ANY.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(GLANCE_MILLIS);
        }
    }

    private static double seconds(long from, Optional<Long> until) {
        return until.map(moment -> Math.max(0, moment - from) / 1e9).orElse(Double.NaN);
    }
}
