package org.chengxin.sharing.records;

import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The full state of a record after a change, as far as sharing needs it. Only FINAL ones are ever shown. */
record RecordChange(
        UUID subjectId,
        UUID recordId,
        long version,
        String recordType,
        String division,
        LocalDate decidedOn,
        @Nullable LocalDate answerUntil,
        @Nullable LocalDate finalOn,
        LocalDate displayUntil,
        String standing,
        boolean disputed,
        boolean dutyPerformed,
        @Nullable String statement,
        Map<String, Object> facts) {

    RecordChange {
        Objects.requireNonNull(subjectId, "subjectId");
        Objects.requireNonNull(recordId, "recordId");
        Objects.requireNonNull(recordType, "recordType");
        Objects.requireNonNull(division, "division");
        Objects.requireNonNull(decidedOn, "decidedOn");
        Objects.requireNonNull(displayUntil, "displayUntil");
        Objects.requireNonNull(standing, "standing");
        if (version < 1) {
            throw new IllegalArgumentException("version counts from 1");
        }
    }
}
