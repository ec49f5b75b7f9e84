package org.chengxin.repair.dispute;

/** Why a person says that a record is wrong; no proof is asked of them (rule D-7). */
public enum Grounds {
    WRONG_PERSON,
    WRONG_FACT,
    OUTDATED,
    NOT_NOTIFIED,
    OTHER
}
