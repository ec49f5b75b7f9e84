package org.chengxin.sharing.query;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.chengxin.sharing.agreements.Agreement.Grant;
import org.chengxin.sharing.policy.Governed.Shown;
import org.jspecify.annotations.Nullable;

/** What a question gets; by the time it exists, the person's log has its entry. */
sealed interface Answer {

    /**
     * The report; empty for a person without records and for a person nobody knows alike.
     *
     * @param onward what other regions are to be asked, if any
     */
    record Report(
            UUID queryId,
            Instant asOf,
            List<Shown> records,
            @Nullable Onward onward) implements Answer {}

    /**
     * Other regions hold records of the person and are to be asked.
     *
     * @param grants what of theirs may be shown
     * @param concealed whether the person sees the look later only
     */
    record Onward(UUID subjectId, List<String> regions, List<Grant> grants, String legalBasis, boolean concealed) {}

    /** Nothing is shown, and the person sees that it was asked. */
    sealed interface Refused extends Answer {}

    /** No agreement covers this receiver and purpose today. */
    record NoAgreement() implements Refused {}

    /** The answers that the agreement allows for today have been given. */
    record QuotaUsedUp(Instant again) implements Refused {}

    /** The person has not consented. */
    record ConsentMissing() implements Refused {}

    /** The code opens nothing here: wrong, used, too old, or of somebody else. */
    record ConsentCodeInvalid() implements Refused {}

    /** Too many wrong codes came from this receiver. */
    record ConsentCodesLocked() implements Refused {}

    /** The channel to this receiver is closed, or open in writing only (disclosure-channels.csv, OUT, OFF). */
    record ChannelClosed() implements Refused {}

    /** A private body has no duty that could be urgent. */
    record NoBreakGlass() implements Refused {}

    /** Nothing allows the look to be hidden in this matter today. */
    record ConcealmentNotApproved() implements Refused {}

    /** Number and name do not belong together. */
    record SubjectMismatch() implements Refused {}

    /** The number cannot exist. */
    record DocumentInvalid(String reason) implements Refused {}

    /** The log could not be written: no log, no answer. */
    record LogUnavailable() implements Answer {}
}
