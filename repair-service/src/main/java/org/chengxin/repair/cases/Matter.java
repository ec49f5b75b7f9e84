package org.chengxin.repair.cases;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a case of its kind is about, beside what all cases have. */
public sealed interface Matter {

    /**
     * A dispute and its review.
     *
     * @param field JSON pointer into the record; null for the whole
     */
    record Objection(About about, @Nullable String field, Grounds grounds) implements Matter {}

    /** What a dispute is about. */
    enum About {
        RECORD,
        /** A measure that was taken because of a record. */
        MEASURE,
        /** An entry of the access log. */
        ACCESS_ENTRY
    }

    /** Why a person says that something is wrong; no proof is asked of them (rule D-7). */
    enum Grounds {
        WRONG_PERSON,
        WRONG_FACT,
        OUTDATED,
        NOT_NOTIFIED,
        OTHER
    }

    /**
     * An application for repair.
     *
     * @param supports methods that support it and count for nothing by themselves (rule R-10)
     * @param pledged whether the person has signed the credit pledge
     * @param requestNumber the number under which Credit China sent it; null when the person filed it here
     */
    record Repair(
            String method,
            List<String> supports,
            boolean pledged,
            @Nullable String requestNumber) implements Matter {

        public Repair {
            supports = List.copyOf(supports);
        }
    }

    /** More time for a duty, up to and with a day. */
    record Extension(LocalDate until) implements Matter {}

    /** A duty performed. */
    record Performance(LocalDate performedOn) implements Matter {}

    /**
     * Statement and defence.
     *
     * @param noticeId the notice that is answered; null where the person named the record alone
     * @param answerUntil last day of the window as it stood when the person answered
     */
    record Defence(@Nullable UUID noticeId, LocalDate answerUntil) implements Matter {}

    /** The person's own words. */
    record Statement(String text) implements Matter {}

    /**
     * A reconsideration or a lawsuit.
     *
     * @param knownOn the day on which the person learned of the decision
     * @param filedOn the day on which they turned to the body
     * @param lastDay the last day for doing so (rules)
     * @param body who decides
     */
    record Challenge(LocalDate knownOn, LocalDate filedOn, LocalDate lastDay, boolean inTime, String body)
            implements Matter {}
}
