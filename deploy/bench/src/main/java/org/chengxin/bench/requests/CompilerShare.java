package org.chengxin.bench.requests;

import java.util.function.DoubleSupplier;
import org.chengxin.bench.report.CpuTime;
import org.chengxin.local.Suite;

/** How much of the processor time of all parts their compilers have taken since it was asked last. */
final class CompilerShare implements DoubleSupplier {

    private final Suite suite;
    private CpuTime last;

    CompilerShare(Suite suite) {
        this.suite = suite;
        this.last = CpuTime.of(suite);
    }

    @Override
    public double getAsDouble() {
        var now = CpuTime.of(suite);
        var used = now.since(last);
        last = now;
        return used.total() == 0 ? 0 : used.compiling() / used.total();
    }
}
