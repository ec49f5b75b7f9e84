package org.chengxin.sharing.policy;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the policy says about one record under one agreement on one day. */
public sealed interface Governed {

    UUID recordId();

    /** Short name of the record in the log of bulk pulls. */
    int number();

    long version();

    /** Place of the record's latest change in the feeds, or null when it has none. */
    @Nullable
    Long feedPosition();

    /**
     * May be shown, with these fields and no others.
     *
     * @param source the region that holds the record, or null when it is ours
     */
    record Shown(
            UUID subjectId,
            UUID recordId,
            int number,
            long version,
            @Nullable Long feedPosition,
            String recordType,
            RecordState state,
            LocalDate decidedOn,
            LocalDate displayUntil,
            Flags flags,
            Map<String, Object> fields,
            @Nullable String source)
            implements Governed {}

    /** Must not be shown; the state says why. Carries no content. */
    record Withheld(
            UUID recordId,
            int number,
            long version,
            @Nullable Long feedPosition,
            RecordState state) implements Governed {}

    /** Marks that travel with a record wherever it is shown; the statement is the person's own words (R-9, D-2). */
    record Flags(
            boolean disputed,
            boolean dutyPerformed,
            @Nullable String statement) {}
}
