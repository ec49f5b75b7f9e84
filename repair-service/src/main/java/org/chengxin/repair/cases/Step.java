package org.chengxin.repair.cases;

import java.time.Instant;

/**
 * One line of a case's timeline: what, by whom, when, why.
 *
 * @param step name of a {@link CaseEvent}, or {@link #OPENED}, {@link #REMINDED}
 * @param party {@link #PERSON}, {@link #PLATFORM}, {@link #REVIEWER}, {@link #CREDIT_CHINA} or the code of a department
 * @param actor the name in the token, for four eyes and audit; not shown to the person
 */
public record Step(String step, String party, String actor, Instant at, String reason) {

    public static final String OPENED = "OPENED";
    public static final String REMINDED = "REMINDED";

    public static final String PERSON = "PERSON";
    public static final String PLATFORM = "PLATFORM";
    public static final String CREDIT_CHINA = "CREDIT_CHINA";
    public static final String REVIEWER = "REVIEWER";
}
