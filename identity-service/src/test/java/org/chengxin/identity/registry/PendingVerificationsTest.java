package org.chengxin.identity.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.chengxin.testkit.UseCaseTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@UseCaseTest
class PendingVerificationsTest {

    @Autowired
    private PendingVerifications pending;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void howeverManyAreDueNoMoreAreTakenThanAskedForAndEachOnce() {
        for (int i = 0; i < 200; i++) {
            jdbc.sql("""
                    with person as (
                        insert into subject (id, sealed_name, name_key, verification, registered_at)
                        values (gen_random_uuid(), '-', '-', 'UNVERIFIED', '2026-11-01T00:00:00Z') returning id)
                    insert into pending_verification (subject_id, next_attempt_at)
                    select id, '2026-11-01T00:00:00Z' from person
                    """).update();
        }
        // With these the planner once chose a plan that made the choice anew for every row.
        jdbc.sql("analyze pending_verification").update();

        var first = pending.claimTogether(16, Duration.ofMinutes(1));
        var second = pending.claimTogether(16, Duration.ofMinutes(1));

        assertThat(first).hasSize(16);
        assertThat(second).hasSize(16).doesNotContainAnyElementsOf(first);
    }
}
