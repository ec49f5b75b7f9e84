package org.chengxin.record.intake;

import java.util.Locale;

/**
 * Every ground on which something handed in is refused at the door.
 *
 * <p>The order matters: when several apply, the first gives the problem its type and all of them stand in its errors.
 */
enum Ground {
    EVENT_UNREADABLE(400, "The event cannot be read; send a CloudEvent 1.0 with JSON data."),
    FIELDS_INVALID(422, "Some fields are missing or wrong; each is named in errors."),
    /** no record without a catalogue entry. */
    UNKNOWN_RECORD_TYPE(422, "The catalogue has no such record type; GET /v1/record-types lists those that exist."),
    /** P-6, P-7: what is over is not taken in. */
    ALREADY_EXPIRED(422, "The display period of this record is over already; there is nothing to record."),
    /** the entry must be in force on the day of the determination. */
    RECORD_TYPE_NOT_IN_FORCE(
            422,
            "The record type was not in force on the day of the decision; GET /v1/record-types?on= lists those that were."),
    /** the source answers for truth, so it must be the competent one. */
    NOT_PROVIDING_DEPARTMENT(
            422, "The catalogue does not name you as a provider of this record type; its entry lists the providers."),
    /** the law or regulation with its article. */
    NO_LEGAL_BASIS(422, "Name at least one legal basis, and only those that the catalogue lists for this record type."),
    /** a legally effective document. */
    DETERMINATION_MISSING(
            422,
            "A record rests on a legally effective decision: give its number, its day and the day it took effect."),
    /** N-1: the person is told before an adverse record takes effect. */
    NOTICE_MISSING(422, "An adverse record needs the day on which the person was served the notice; serve it first."),
    /** never collected, under no name. */
    PROHIBITED_DATA(422, "The facts hold data that the platform must never hold; remove the members named in errors."),
    /** minimum data, a whitelist per type. */
    FACTS_INVALID(422, "The facts do not follow the schema of the record type; its catalogue entry shows it."),
    DIVISION_UNKNOWN(422, "The division is neither the province (530000) nor one of its 16 prefectures."),
    /** A-3, T-1, X-6: days in their lawful order. */
    DATE_INVALID(422, "Some days are impossible or in the wrong order; each is named in errors."),
    /** A decision says that the record has to go, or the person declined it: it does not come back. */
    RECORD_CLOSED(409, "This record was erased by a decision or declined by the person; it is not taken in again."),
    SUBJECT_NOT_IDENTIFIED(
            422, "The document is not one of a person that the public authority knows; check type and number."),
    SUBJECT_MISMATCH(422, "Number and name do not belong together; check both at the source."),
    /** adults only, on the day of the conduct. */
    SUBJECT_MINOR(422, "The person was under 18 on the day of the conduct; nothing of a minor is recorded."),
    AUTHORITY_UNAVAILABLE(503, "The public authority has not verified the person yet; send it again later.");

    private final int status;
    private final String mending;

    Ground(int status, String mending) {
        this.status = status;
        this.mending = mending;
    }

    /** The stable last part of the problem's type. */
    String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    int status() {
        return status;
    }

    /** What is wrong in general, and how to mend it. */
    String mending() {
        return mending;
    }

    /** Whether the content itself may not be kept, not even for the department to look at. */
    boolean forbidsKeeping() {
        return this == PROHIBITED_DATA || this == SUBJECT_MINOR;
    }
}
