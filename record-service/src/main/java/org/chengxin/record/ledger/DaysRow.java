package org.chengxin.record.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What of a row of table {@code record} changes when nothing but its days does, see {@link RowArrays}. */
record DaysRow(
        UUID id,
        int version,
        @Nullable LocalDate answerUntil,
        LocalDate countedDisplayUntil,
        LocalDate displayUntil,
        LocalDate countedMinDisplayUntil,
        LocalDate minDisplayUntil,
        Instant changedAt,
        @Nullable LocalDate turnsOn,
        LocalDate eraseOn) {

    static DaysRow of(CreditRecord record) {
        var row = RecordRow.of(record);
        return new DaysRow(
                row.id(),
                row.version(),
                row.answerUntil(),
                row.countedDisplayUntil(),
                row.displayUntil(),
                row.countedMinDisplayUntil(),
                row.minDisplayUntil(),
                row.changedAt(),
                row.turnsOn(),
                row.eraseOn());
    }
}
