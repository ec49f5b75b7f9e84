package org.chengxin.repair.cases;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person gets back who files something.
 *
 * @param dueOn by when it moves; null for what is done at once
 */
public record Filed(
        UUID caseId,
        CaseKind kind,
        CaseState state,
        @Nullable UUID recordId,
        @Nullable LocalDate dueOn,
        long version) {

    public static Filed of(CaseFile file) {
        return new Filed(file.id(), file.kind(), file.state(), file.recordId(), file.dueOn(), file.version());
    }
}
