package org.chengxin.bench.requests;

import java.util.function.DoubleSupplier;
import org.chengxin.local.Complaint;
import org.chengxin.local.Suite;

/**
 * Asks until answers come no faster and the compilers rest: what runs for months is not measured while it is still being
 * compiled, which on a small machine takes half of the processor for minutes.
 */
final class Warming {

    /** Parts of a load, and how many of them must bring nothing more: a compiler at work makes long flat steps. */
    private static final int SLICES = 4;

    private static final int STEADY_SLICES = 3 * SLICES;
    private static final double NOTICEABLE = 1.03;
    /** Of the processor time of all parts; optimizing never ends altogether. */
    private static final double RESTING = 0.1;

    private final Loads loads;
    private final DoubleSupplier compilers;

    /** @param compilers which share of the processor time they have taken since they were asked last */
    Warming(Loads loads, DoubleSupplier compilers) {
        this.loads = loads;
        this.compilers = compilers;
    }

    static Warming of(Suite suite, Loads loads) {
        return new Warming(loads, new CompilerShare(suite));
    }

    /**
     * How it went.
     *
     * @param seconds it took
     * @param compilers their share of the processor time at the end
     * @param failed requests: just after a start some do
     */
    record Warmed(double seconds, double compilers, int failed) {

        String told() {
            var text = "%,.0f; of the processor at last %.0f %% for compilers".formatted(seconds, compilers * 100);
            return failed == 0 ? text : text + "; %,d requests failed meanwhile".formatted(failed);
        }
    }

    /** @throws Complaint when at last every request failed: what is measured then is nothing */
    Warmed untilSteady(int callers, Load.Request request) throws InterruptedException {
        var slice = loads.length().dividedBy(SLICES);
        long begun = System.nanoTime();
        long end = begun + loads.warming().toNanos();
        double best = 0;
        double share = compilers.getAsDouble();
        int failed = 0;
        int failedInVain = 0;
        int steady = 0;
        while (steady < STEADY_SLICES && System.nanoTime() < end) {
            var outcome = Load.closed(callers, slice, request);
            share = compilers.getAsDouble();
            failed += outcome.errors();
            failedInVain = outcome.micros().getTotalCount() > 0 ? 0 : failedInVain + outcome.errors();
            if (outcome.perSecond() > best * NOTICEABLE) {
                steady = 0;
            } else if (share <= RESTING) {
                steady++;
            }
            best = Math.max(best, outcome.perSecond());
        }
        if (failedInVain > 0) {
            throw new Complaint(
                    "The last %,d requests that were to warm the services all failed.".formatted(failedInVain));
        }
        return new Warmed((System.nanoTime() - begun) / 1e9, share, failed);
    }
}
