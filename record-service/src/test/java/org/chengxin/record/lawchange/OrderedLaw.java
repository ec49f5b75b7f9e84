package org.chengxin.record.lawchange;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The order that an approval gives: eleven months for the general level instead of twelve, from today on. */
public final class OrderedLaw {

    private OrderedLaw() {}

    /** In the transaction of the caller, if there is one. */
    public static UUID elevenMonths(JdbcClient jdbc) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                insert into catalog_proposal (id, kind, code, content, reason, in_force_from, state, proposed_by, proposed_at)
                values (:id, 'PERIOD', 'GENERAL', '{}', 'ordered', date '2026-11-22', 'APPROVED', 'catalog-admin-1', now())
                """).param("id", id).update();
        jdbc.sql("""
                insert into recomputation (proposal_id, severity, max_months, starts_on, looked_at, changed)
                values (:id, 'GENERAL', 11, date '2026-11-22', 0, 0)
                """).param("id", id).update();
        return id;
    }

    public static boolean isFinished(UUID proposal, JdbcClient jdbc) {
        return jdbc.sql("select finished_at is not null from recomputation where proposal_id = :id")
                .param("id", proposal)
                .query(Boolean.class)
                .single();
    }
}
