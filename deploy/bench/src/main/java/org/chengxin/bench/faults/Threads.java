package org.chengxin.bench.faults;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Threads that work at a fixed pace, and their end. */
final class Threads {

    private Threads() {}

    /** Does something at fixed moments, whether or not it comes late, until it is told to stop. */
    static Thread paced(String name, double perSecond, BooleanSupplier stopped, Runnable step) {
        long between = Math.round(1e9 / perSecond);
        return Thread.ofPlatform().name(name).start(() -> {
            long begun = System.nanoTime();
            try {
                for (long nth = 0; !stopped.getAsBoolean(); nth++) {
                    long early = begun + nth * between - System.nanoTime();
                    if (early > 0) {
                        TimeUnit.NANOSECONDS.sleep(early);
                    }
                    step.run();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Waits for a thread that has been told to stop. */
    static void end(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
