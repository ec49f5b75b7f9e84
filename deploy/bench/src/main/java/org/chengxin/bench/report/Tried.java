package org.chengxin.bench.report;

/** What foreign tools do beside us: one that fails costs its own lines of the table, not the run. */
public final class Tried {

    private Tried() {}

    /** What is tried. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    /** Does it, or says in the table why it could not be done. */
    public static void of(Figures figures, String measure, String what, Work work) throws InterruptedException {
        try {
            work.run();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            figures.plain(
                    measure,
                    what,
                    "not measured: %s",
                    String.valueOf(e.getMessage()).replaceAll("[|\\s]+", " "));
        }
    }
}
