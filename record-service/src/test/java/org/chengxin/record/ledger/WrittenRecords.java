package org.chengxin.record.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chengxin.record.catalog.Polarity;
import org.chengxin.record.catalog.Severity;
import org.chengxin.record.lifecycle.RecordDates;
import org.jspecify.annotations.Nullable;

/** Records for tests, in the book as if they had been reported. */
public final class WrittenRecords {

    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");

    private WrittenRecords() {}

    /** A tax penalty that is final, with its duty open; what does not matter is the same in all. */
    public static CreditRecord adverse(Ledger ledger) {
        return adverse(ledger, UUID.randomUUID(), LocalDate.of(2027, 3, 10));
    }

    public static CreditRecord adverse(Ledger ledger, UUID subjectId, LocalDate displayUntil) {
        return written(ledger, subjectId, Polarity.ADVERSE, LocalDate.of(2026, 4, 3), displayUntil);
    }

    public static CreditRecord praise(Ledger ledger) {
        return written(ledger, UUID.randomUUID(), Polarity.POSITIVE, null, LocalDate.of(2027, 3, 10));
    }

    private static CreditRecord written(
            Ledger ledger, UUID subjectId, Polarity polarity, @Nullable LocalDate answerUntil, LocalDate displayUntil) {
        var dates = new RecordDates(
                LocalDate.of(2026, 1, 2),
                LocalDate.of(2026, 3, 10),
                LocalDate.of(2026, 3, 20),
                answerUntil,
                LocalDate.of(2026, 9, 20),
                displayUntil,
                LocalDate.of(2026, 6, 10));
        var decision = new CreditRecord.Decision(
                "INCOME_TAX_" + polarity,
                1,
                "TAX",
                "ADMINISTRATIVE",
                polarity,
                polarity == Polarity.ADVERSE ? Severity.GENERAL : null,
                true,
                "530100",
                "云税罚〔2026〕12号",
                List.of("INCOME_TAX"),
                LocalDate.of(2026, 3, 20),
                null,
                dates,
                Map.of("summary", "未按期办理"));
        var key = new Source.Key("PROV_STATE_TAX", "TAX-" + UUID.randomUUID());
        ledger.sources().lock(List.of(key));
        var record = CreditRecord.reported(
                RecordIds.next(NOW),
                subjectId,
                subjectId,
                key.provider(),
                key.provider(),
                key.sourceRecordId(),
                1,
                decision,
                NOW);
        ledger.sources().update(List.of(new Source(key, 1, false, record.id())));
        ledger.write(List.of(new Change(record, Cause.REPORTED)));
        return record;
    }
}
