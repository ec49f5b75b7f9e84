package org.chengxin.record.lifecycle;

import java.time.LocalDate;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a record is on a day: asked at every reading. */
@State(Scope.Thread)
public class LifecycleJmh {

    private final LocalDate today = LocalDate.of(2026, 11, 26);
    private RecordDates dates = new RecordDates(
            LocalDate.of(2025, 10, 1),
            LocalDate.of(2026, 1, 15),
            LocalDate.of(2026, 1, 15),
            LocalDate.of(2026, 2, 1),
            LocalDate.of(2026, 7, 15),
            LocalDate.of(2029, 1, 15),
            LocalDate.of(2027, 1, 15));

    @Benchmark
    public RecordState stateOfOneRecord() {
        return RecordState.stateOn(Standing.IN_FORCE, dates, today);
    }
}
