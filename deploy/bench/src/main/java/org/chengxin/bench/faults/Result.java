package org.chengxin.bench.faults;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What came of one fault. Seconds count from the fault, if not said otherwise; not a number where nothing of the kind
 * happened.
 *
 * @param lost events without a receipt
 * @param doubled events with two receipts, and records that are there twice
 * @param unexpected receipts that an undisturbed platform does not give
 * @param wrong answers that nothing excuses
 * @param end what answers say too little, too much or too old when all receipts are in
 * @param errors questions without a good answer, by kind
 * @param back until the part was ready again
 * @param firstAnswer until a question that was asked after the fault had its good answer
 * @param lastError until the last question failed
 * @param firstReceipt until an event that was sent after the fault had its receipt
 * @param caughtUp from the last event until the last receipt
 * @param behind the longest time after which an answer did not know yet what a receipt had said
 */
record Result(
        String fault,
        int events,
        int lost,
        int doubled,
        Map<String, Integer> unexpected,
        Map<Judge.Wrong, Integer> wrong,
        EndCheck.Difference end,
        int questions,
        Map<String, Integer> errors,
        double back,
        double firstAnswer,
        double lastError,
        double firstReceipt,
        double caughtUp,
        double behind,
        Invariants.Result invariants) {

    static final String HEAD = """
        | fault | events | lost | doubled | other receipts | wrong answers | in the end missing / too many / stale | \
        questions | without a good answer | back s | good answer s | last failure s | receipt s | caught up s | \
        behind s | invariants |
        |---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
        """;

    String row() {
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %d | %d | %s | %s | %d / %d / %d | %,d | %s | %s | %s | %s | %s | %s | %s | %s |%n",
                fault,
                events,
                lost,
                doubled,
                told(unexpected),
                told(wrong),
                end.missing(),
                end.tooMany() + end.unanswered(),
                end.stale(),
                questions,
                told(errors),
                told(back),
                told(firstAnswer),
                told(lastError),
                told(firstReceipt),
                told(caughtUp),
                told(behind),
                invariants.broken().isEmpty()
                        ? invariants.asked() + " hold"
                        : "broken: " + String.join("; ", invariants.broken()));
    }

    /** Nothing lost, doubled, wrong or stale, and every invariant holds. */
    boolean isRight() {
        return lost == 0
                && doubled == 0
                && unexpected.isEmpty()
                && wrong.isEmpty()
                && end.equals(new EndCheck.Difference(0, 0, 0, 0))
                && invariants.broken().isEmpty();
    }

    private static String told(Map<?, Integer> counts) {
        return counts.isEmpty()
                ? "0"
                : counts.entrySet().stream()
                        .map(each -> each.getKey() + ": " + each.getValue())
                        .collect(Collectors.joining(", "));
    }

    private static String told(double seconds) {
        return Double.isNaN(seconds) ? "–" : String.format(Locale.ROOT, "%.1f", seconds);
    }
}
