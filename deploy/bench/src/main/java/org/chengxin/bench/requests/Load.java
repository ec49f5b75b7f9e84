package org.chengxin.bench.requests;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.chengxin.local.Complaint;

/** Two kinds of load: as much as so many callers can, and a fixed rate whether or not answers keep up. */
final class Load {

    private static final long LONGEST = TimeUnit.MINUTES.toMicros(2);

    /** Parts of a load, and how many of them in a row must bring nothing more: a compiler at work makes long flat steps. */
    private static final int SLICES = 4;

    private static final int STEADY_SLICES = 3 * SLICES;
    private static final double NOTICEABLE = 1.03;

    private Load() {}

    /** One request; an exception counts as an error and its time does not. */
    @FunctionalInterface
    interface Request {
        void send(int nth) throws Exception;
    }

    /** What came of it; times in microseconds, of good answers only. */
    record Outcome(Histogram micros, double perSecond, int errors) {

        double millis(double percentile) {
            return micros.getValueAtPercentile(percentile) / 1000.0;
        }
    }

    /**
     * How long it took to become as fast as it gets, and how many requests failed meanwhile: just after a start some do.
     *
     * @param seconds of warming
     */
    record Warmed(double seconds, int failed) {

        String told() {
            return failed == 0
                    ? "%,.0f".formatted(seconds)
                    : "%,.0f; %,d requests failed meanwhile".formatted(seconds, failed);
        }
    }

    /** Each caller asks again as soon as it has its answer. */
    static Outcome closed(int callers, int seconds, Request request) throws InterruptedException {
        return closed(callers, Duration.ofSeconds(seconds), request);
    }

    private static Outcome closed(int callers, Duration length, Request request) throws InterruptedException {
        var histogram = new ConcurrentHistogram(LONGEST, 3);
        var next = new AtomicInteger();
        var errors = new AtomicInteger();
        long begun = System.nanoTime();
        long end = begun + length.toNanos();
        try (var pool = Executors.newFixedThreadPool(callers)) {
            for (int caller = 0; caller < callers; caller++) {
                pool.execute(() -> {
                    while (System.nanoTime() < end) {
                        one(request, next.getAndIncrement(), System.nanoTime(), histogram, errors);
                    }
                });
            }
        }
        return new Outcome(histogram, histogram.getTotalCount() / ((System.nanoTime() - begun) / 1e9), errors.get());
    }

    /**
     * The same until it gets no faster: what runs for months is not measured while its compiler is at work.
     *
     * @throws Complaint when at last every request failed: what is measured then is nothing
     */
    static Warmed untilSteady(int callers, Loads loads, Request request) throws InterruptedException {
        var slice = loads.length().dividedBy(SLICES);
        long begun = System.nanoTime();
        long end = begun + loads.warming().toNanos();
        double best = 0;
        int failed = 0;
        int failedInVain = 0;
        for (int slower = 0; slower < STEADY_SLICES && System.nanoTime() < end; slower++) {
            var outcome = closed(callers, slice, request);
            failed += outcome.errors();
            failedInVain = outcome.micros().getTotalCount() > 0 ? 0 : failedInVain + outcome.errors();
            if (outcome.perSecond() > best * NOTICEABLE) {
                slower = -1;
            }
            best = Math.max(best, outcome.perSecond());
        }
        if (failedInVain > 0) {
            throw new Complaint(
                    "The last %,d requests that were to warm the services all failed.".formatted(failedInVain));
        }
        return new Warmed((System.nanoTime() - begun) / 1e9, failed);
    }

    /**
     * Requests begin at fixed moments. The time of each counts from the moment it was due, so that a pause of the
     * service is felt by all who would have come in it.
     */
    static Outcome open(double perSecond, int seconds, Request request) throws InterruptedException {
        var histogram = new ConcurrentHistogram(LONGEST, 3);
        var errors = new AtomicInteger();
        long begun = System.nanoTime();
        long between = Math.round(1e9 / perSecond);
        int total = (int) Math.round(perSecond * seconds);
        var last = new AtomicLong(begun);
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int nth = 0; nth < total; nth++) {
                long due = begun + nth * between;
                long early = due - System.nanoTime();
                if (early > 0) {
                    TimeUnit.NANOSECONDS.sleep(early);
                }
                int number = nth;
                pool.execute(() -> {
                    one(request, number, due, histogram, errors);
                    last.accumulateAndGet(System.nanoTime(), Math::max);
                });
            }
        }
        return new Outcome(histogram, histogram.getTotalCount() / ((last.get() - begun) / 1e9), errors.get());
    }

    private static void one(Request request, int nth, long from, Histogram histogram, AtomicInteger errors) {
        try {
            request.send(nth);
            histogram.recordValue(Math.min(LONGEST, TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - from)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            errors.incrementAndGet();
        } catch (Exception e) {
            errors.incrementAndGet();
        }
    }
}
