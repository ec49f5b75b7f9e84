package org.chengxin.sharing.query;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.chengxin.sharing.policy.Governed.Shown;

/** What a question gets; by the time it exists, the person's log has its entry. */
sealed interface Answer {

    /** The report; empty for a person without records and for a person nobody knows alike. */
    record Report(UUID queryId, Instant asOf, List<Shown> records) implements Answer {}

    /** Nothing is shown, and the person sees that it was asked. */
    sealed interface Refused extends Answer {}

    /** No agreement covers this receiver and purpose today. */
    record NoAgreement() implements Refused {}

    /** The person has not consented. */
    record ConsentMissing() implements Refused {}

    /** Number and name do not belong together. */
    record SubjectMismatch() implements Refused {}

    /** The number cannot exist. */
    record DocumentInvalid(String reason) implements Refused {}

    /** The log could not be written: no log, no answer. */
    record LogUnavailable() implements Answer {}
}
