package org.chengxin.bench.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.chengxin.local.demo.DemoPerson;

/** When all receipts are in, every answer has to become what they say: neither more nor less nor older. */
final class EndCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long BETWEEN_MILLIS = 250;

    private final Asker asker;
    private final Book book;

    /**
     * What is wrong in the end.
     *
     * @param missing records that are not shown and must be
     * @param tooMany records that are shown and must not be
     * @param stale records of which something older is shown
     * @param unanswered persons about whom there is no answer
     */
    record Difference(int missing, int tooMany, int stale, int unanswered) {

        private static final Difference NONE = new Difference(0, 0, 0, 0);

        Difference and(Difference other) {
            return new Difference(
                    missing + other.missing,
                    tooMany + other.tooMany,
                    stale + other.stale,
                    unanswered + other.unanswered);
        }
    }

    EndCheck(Asker asker, Book book) {
        this.asker = asker;
        this.book = book;
    }

    /** Asks about everybody who has a record, those again who are not as they should be yet. */
    Difference run() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<DemoPerson> left = book.persons();
        while (true) {
            var difference = Difference.NONE;
            var again = new ArrayList<DemoPerson>();
            for (var person : left) {
                var found = about(person);
                if (!found.equals(Difference.NONE)) {
                    again.add(person);
                    difference = difference.and(found);
                }
            }
            if (again.isEmpty() || System.nanoTime() > end) {
                return difference;
            }
            left = again;
            TimeUnit.MILLISECONDS.sleep(BETWEEN_MILLIS);
        }
    }

    private Difference about(DemoPerson person) throws InterruptedException {
        var shown = new TreeMap<String, String>();
        try {
            for (var record : Judge.read(asker.ask(person))) {
                shown.put(record.recordId(), record.decidedOn().toString());
            }
        } catch (Asker.NoAnswer none) {
            return new Difference(0, 0, 0, 1);
        }
        return compare(book.mustShow(person), shown);
    }

    static Difference compare(Map<String, String> must, Map<String, String> shown) {
        int missing = 0;
        int stale = 0;
        for (var each : must.entrySet()) {
            var day = shown.get(each.getKey());
            missing += day == null ? 1 : 0;
            stale += day == null || day.equals(each.getValue()) ? 0 : 1;
        }
        int tooMany = Math.toIntExact(
                shown.keySet().stream().filter(id -> !must.containsKey(id)).count());
        return new Difference(missing, tooMany, stale, 0);
    }
}
