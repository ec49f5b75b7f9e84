package org.chengxin.bench.requests;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Two kinds of load: as much as so many callers can, and a fixed rate whether or not answers keep up. */
final class Load {

    private static final long LONGEST = TimeUnit.MINUTES.toMicros(2);

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

    /** Each caller asks again as soon as it has its answer. */
    static Outcome closed(int callers, int seconds, Request request) throws InterruptedException {
        return closed(callers, Duration.ofSeconds(seconds), request);
    }

    /** The same for less than whole seconds. */
    static Outcome closed(int callers, Duration length, Request request) throws InterruptedException {
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
