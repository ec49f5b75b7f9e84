package org.chengxin.repair.cases;

/** As what somebody acts in a case. */
public enum Role {
    /** The person whose case it is, or who acts for them. */
    PERSON,
    /** An officer of the department that has to answer. */
    OFFICER,
    REVIEWER,
    /** The legal clock. */
    CLOCK,
    /** Credit China, which prevails where it differs (rule R-7). */
    CREDIT_CHINA
}
