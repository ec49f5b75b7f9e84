package org.chengxin.sharing.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.chengxin.sharing.agreements.Agreed;
import org.chengxin.sharing.agreements.Agreement.Grant;
import org.chengxin.sharing.agreements.Agreements;
import org.chengxin.testkit.ServiceTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A page of a feed is found by its positions, also by a plan that was made once for all pages. */
@ServiceTest
class PagePlanTest {

    /** Above which PostgreSQL, as delivered, compiles a statement: for a page, hundreds of times what it takes. */
    private static final double JIT_ABOVE_COST = 100_000;

    private static final Pattern COST = Pattern.compile("cost=[0-9.]+\\.\\.([0-9.]+)");

    @Autowired
    private Agreements agreements;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void aPageIsReadThroughTheIndexOfPositionsAndNothingIsReadWhole() {
        var plan = planOf("force_generic_plan", "gen_random_uuid(), '2026-11-22', 0, 1, true, 500");

        assertThat(plan)
                .contains("Index Scan using shared_record_0_feed_position_idx")
                .doesNotContainPattern("Seq Scan on shared_record_[0-9]")
                .doesNotContain("Subquery Scan on records_under_grant")
                .doesNotContain("Function Scan on records_under_grant");
    }

    @Test
    void aPageIsNotThoughtSoDearThatPostgresqlWouldCompileIt() {
        var plan = planOf("force_custom_plan", "gen_random_uuid(), '2026-11-22', 1000000000, 1000001000, true, 1000");

        var first = COST.matcher(plan);
        assertThat(first.find()).isTrue();
        assertThat(Double.parseDouble(first.group(1))).isLessThan(JIT_ABOVE_COST);
    }

    /** With many records, and with persons who were merged, whom only a consent has to look for. */
    private String planOf(String mode, String page) {
        var receiver = "prefecture-" + UUID.randomUUID();
        agreements.add(Agreed.on(receiver, receiver, List.of("*"), List.of(new Grant("*", List.of("summary")))));
        return transaction.execute(status -> {
            status.setRollbackOnly();
            jdbc.sql("""
                            insert into shared_record (subject_id, record_id, version, record_type, division, decided_on,
                                                       final_on, display_until, standing, disputed, duty_performed,
                                                       facts, offered, feed_position)
                            select gen_random_uuid(), gen_random_uuid(), 1, 'INCOME_TAX_ADVERSE', '599901',
                                   '2026-03-10', '2026-09-20', '2028-03-10', 'IN_FORCE', false, false,
                                   jsonb_build_object('summary', 'summary ' || n), true, 1000000000 + n
                            from generate_series(1, 40000) as n
                            """).update();
            jdbc.sql("""
                            insert into subject_merge (merge_id, survivor_id, merged_id, merged_at)
                            select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), now()
                            from generate_series(1, 20000)
                            """).update();
            jdbc.sql("analyze shared_record, subject_merge").update();
            jdbc.sql("set local plan_cache_mode = " + mode).update();
            jdbc.sql("prepare page (uuid, date, bigint, bigint, boolean, integer) as " + numbered(SharingPolicy.WINDOW))
                    .update();
            var lines = jdbc.sql("explain execute page (" + page + ")")
                    .query(String.class)
                    .list();
            jdbc.sql("deallocate page").update();
            return String.join("\n", lines);
        });
    }

    /** As a prepared statement names its parameters. */
    private static String numbered(String statement) {
        return statement
                .replace(":agreementId", "$1")
                .replace(":today", "$2")
                .replace(":after", "$3")
                .replace(":upTo", "$4")
                .replace(":onlyShown", "$5")
                .replace(":limit", "$6");
    }
}
