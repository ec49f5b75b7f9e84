package org.chengxin.record.ledger;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record after a change, and why it changed.
 *
 * @param reference the case, the merge or the change of law behind it
 */
public record Change(
        CreditRecord record, Cause cause, @Nullable UUID reference) {

    public Change(CreditRecord record, Cause cause) {
        this(record, cause, null);
    }
}
