package org.chengxin.record.turning;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Erases what is over (P-7), and leaves a stub that says nothing about anybody.
 *
 * <p>What ended before its time (withdrawn, erased by order, declined) loses its content the next day; its empty row stays
 * until the period would have ended, so that a later revision of the source finds its marks.
 */
@Component
class EraseContent {

    private static final Logger log = LoggerFactory.getLogger(EraseContent.class);
    private static final int AT_ONCE = 1_000;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final TransactionTemplate transaction;

    EraseContent(JdbcClient jdbc, Clock clock, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Scheduled(fixedDelayString = "${chengxin.record.erasing:PT5M}", initialDelayString = "PT1M")
    void erase() {
        try {
            while (eraseSome() == AT_ONCE) {
                // the next batch
            }
        } catch (RuntimeException e) {
            log.warn("Content is erased later: {}", e.getClass().getName());
        }
    }

    /** @return how many were due */
    int eraseSome() {
        var today = LocalDate.now(clock);
        return transaction.execute(_ -> {
            var due = jdbc.sql("""
                            select id
                              from record
                             where erase_on <= :today
                             order by erase_on, id
                             limit :most
                               for update skip locked
                            """)
                    .param("today", today)
                    .param("most", AT_ONCE)
                    .query((row, _) -> row.getObject("id", UUID.class))
                    .list();
            if (!due.isEmpty()) {
                forget(due, today);
            }
            return due.size();
        });
    }

    private void forget(List<UUID> due, LocalDate today) {
        var ids = due.toArray(UUID[]::new);
        jdbc.sql(
                        "update record_version set content = null, salt = null where record_id = any(:ids) and content is not null")
                .param("ids", ids)
                .update();
        jdbc.sql("update case_effect set detail = null where record_id = any(:ids) and detail is not null")
                .param("ids", ids)
                .update();
        jdbc.sql("""
                with over as (
                    delete from record
                     where id = any(:ids) and counted_display_until < :today
                    returning id, record_type, department, version, standing
                )
                insert into erased_record (record_id, record_type, department, versions, standing, erased_at)
                select id, record_type, department, version, standing, :now
                  from over
                on conflict (record_id) do nothing
                """)
                .param("ids", ids)
                .param("today", today)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        // The rest ended before its time: empty until then.
        jdbc.sql("""
                update record
                   set facts = '{}', decision_number = '-', statement = null, content_erased = true,
                       erase_on = counted_display_until + 1
                 where id = any(:ids)
                """).param("ids", ids).update();
    }
}
