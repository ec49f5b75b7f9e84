package org.chengxin.record.ledger;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Table {@code record_dispute}: which disputes of a record are open. A record is disputed while one of them is (D-2).
 *
 * <p>A dispute that is closed stays closed, even when its opening arrives later.
 */
@Component
class Disputes {

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final Clock clock;

    Disputes(JdbcClient jdbc, Ledger ledger, Clock clock) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void open(UUID recordId, UUID caseId) {
        jdbc.sql("""
                insert into record_dispute (record_id, case_id, open)
                values (:recordId, :caseId, true)
                on conflict (record_id, case_id) do nothing
                """).param("recordId", recordId).param("caseId", caseId).update();
        mark(recordId);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void close(UUID recordId, UUID caseId) {
        jdbc.sql("""
                insert into record_dispute (record_id, case_id, open)
                values (:recordId, :caseId, false)
                on conflict (record_id, case_id) do update set open = false
                """).param("recordId", recordId).param("caseId", caseId).update();
        mark(recordId);
    }

    private void mark(UUID recordId) {
        var record = ledger.lockRecords(Set.of(recordId)).get(recordId);
        if (record == null) {
            return;
        }
        boolean open = jdbc.sql("select exists (select from record_dispute where record_id = :recordId and open)")
                .param("recordId", recordId)
                .query(Boolean.class)
                .single();
        if (open != record.disputed()) {
            ledger.write(List.of(new Change(
                    record.disputed(open, clock.instant()), open ? Cause.DISPUTE_OPENED : Cause.DISPUTE_CLOSED)));
        }
    }
}
