package org.chengxin.sharing.policy;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the policy says about one record under one agreement on one day. */
public sealed interface Governed {

    UUID recordId();

    long version();

    /** Place of the record's latest change in the feeds, or null when it has none. */
    @Nullable
    Long feedPosition();

    /** May be shown, with these fields and no others. */
    record Shown(
            UUID subjectId,
            UUID recordId,
            long version,
            @Nullable Long feedPosition,
            String recordType,
            RecordState state,
            LocalDate decidedOn,
            LocalDate displayUntil,
            Flags flags,
            Map<String, Object> fields)
            implements Governed {}

    /** Must not be shown; the state says why. Carries no content. */
    record Withheld(UUID recordId, long version, @Nullable Long feedPosition, RecordState state) implements Governed {}

    /** Marks that travel with a record wherever it is shown; the statement is the person's own words (R-9, D-2). */
    record Flags(
            boolean disputed,
            boolean dutyPerformed,
            @Nullable String statement) {}
}
