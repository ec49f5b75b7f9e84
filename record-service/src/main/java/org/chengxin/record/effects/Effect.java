package org.chengxin.record.effects;

/** What a case can do to a record. */
enum Effect {
    DISPUTE,
    SUSPENSION,
    REPAIR,
    STATEMENT,
    DUTY,
    ERASURE
}
