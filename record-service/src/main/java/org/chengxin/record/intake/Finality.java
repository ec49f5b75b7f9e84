package org.chengxin.record.intake;

import java.time.LocalDate;

/** Since when a determination is final, and why. */
record Finality(LocalDate on, Basis basis) {

    /** Why nobody can challenge the determination any more. */
    enum Basis {
        /** Both the reconsideration term and the term for a lawsuit have passed. */
        CHALLENGE_PERIOD_OVER,
        /** Challenged and upheld, no further appeal. */
        UPHELD,
        /** The source certifies that nobody challenged it. */
        NOT_CHALLENGED_CERTIFIED,
        /** The court's certificate of effect. */
        COURT_CERTIFICATE,
        /** A list that a law makes effective at once. */
        BY_LAW
    }
}
