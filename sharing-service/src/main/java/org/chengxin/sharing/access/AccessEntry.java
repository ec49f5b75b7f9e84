package org.chengxin.sharing.access;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One look at one person's data, or one look refused. The organisation is named, never its officer. */
public record AccessEntry(
        UUID accessId,
        UUID subjectId,
        Instant at,
        String organisation,
        String service,
        String purpose,
        @Nullable String matterNumber,
        @Nullable String legalBasis,
        Outcome outcome,
        List<String> recordTypes) {

    /** Whether something was shown. */
    public enum Outcome {
        ANSWERED,
        REFUSED
    }
}
