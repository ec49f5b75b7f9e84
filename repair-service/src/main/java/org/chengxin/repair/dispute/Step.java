package org.chengxin.repair.dispute;

import java.time.Instant;

/**
 * One line of a case's timeline: what, by whom, when, why.
 *
 * @param party {@link #PERSON}, {@link #PLATFORM} or the code of a department
 */
record Step(Kind step, String party, Instant at, String reason) {

    static final String PERSON = "PERSON";
    static final String PLATFORM = "PLATFORM";

    /** What can happen in a case. */
    enum Kind {
        OPENED,
        FORWARDED,
        WITHDRAWN
    }
}
