package org.chengxin.record.ledger;

/** A record after a change, and why it changed. */
public record Change(CreditRecord record, Cause cause) {}
