package org.chengxin.repair.evidence;

import java.time.Clock;
import java.time.Period;
import org.springframework.stereotype.Component;

/** Papers go a year after their case was closed: longer than the periods in which its decision can be challenged. */
@Component
public class EraseEvidence {

    private static final Period KEPT = Period.ofYears(1);

    private final EvidenceFiles files;
    private final Clock clock;

    EraseEvidence(EvidenceFiles files, Clock clock) {
        this.files = files;
        this.clock = clock;
    }

    /** @return how many were erased */
    public int run() {
        return files.eraseOfCasesClosedBefore(
                clock.instant().atZone(clock.getZone()).minus(KEPT).toInstant());
    }
}
