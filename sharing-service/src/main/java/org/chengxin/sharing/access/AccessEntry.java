package org.chengxin.sharing.access;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One look at one person's data, or one look refused. The organisation is named, never its officer.
 *
 * @param staffNumber who asked within the organisation, when it said so
 * @param consentId the person's own consent that opened it
 * @param breakGlass why the bounds of the agreement were set aside
 * @param hiddenUntil the day from which the person sees it; null at once
 */
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
        List<String> recordTypes,
        @Nullable String staffNumber,
        @Nullable UUID consentId,
        @Nullable String breakGlass,
        @Nullable LocalDate hiddenUntil) {

    /** The same look at this moment. */
    AccessEntry at(Instant moment) {
        return new AccessEntry(
                accessId,
                subjectId,
                moment,
                organisation,
                service,
                purpose,
                matterNumber,
                legalBasis,
                outcome,
                recordTypes,
                staffNumber,
                consentId,
                breakGlass,
                hiddenUntil);
    }

    /** Whether something was shown. */
    public enum Outcome {
        ANSWERED,
        REFUSED
    }
}
