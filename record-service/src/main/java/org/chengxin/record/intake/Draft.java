package org.chengxin.record.intake;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was handed in before anyone believes it: any field may be missing, and {@code defects} says which could not be
 * read.
 */
record Draft(
        @Nullable String sourceRecordId,
        @Nullable Integer revision,
        @Nullable String recordType,
        @Nullable Person person,
        @Nullable String division,
        @Nullable LocalDate occurredOn,
        @Nullable LocalDate decidedOn,
        @Nullable LocalDate effectiveOn,
        @Nullable String decisionNumber,
        @Nullable LocalDate noticeServedOn,
        @Nullable Finality finality,
        List<String> legalBasis,
        @Nullable Map<String, Object> facts,
        List<Defect> defects) {

    Draft {
        legalBasis = List.copyOf(legalBasis);
        defects = List.copyOf(defects);
    }

    boolean isFaultyAt(String pointer) {
        return defects.stream().anyMatch(defect -> defect.pointer().equals(pointer));
    }
}
