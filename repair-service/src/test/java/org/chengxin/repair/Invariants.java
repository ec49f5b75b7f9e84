package org.chengxin.repair;

import static org.assertj.core.api.Assertions.assertThat;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What holds after every story, whatever happened in it. */
@Component
public class Invariants {

    private final JdbcClient jdbc;

    Invariants(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void hold() {
        assertThat(count("""
                select count(*) from case_file f
                where f.closed_at is null
                  and 1 <> (select count(*) from case_clock c
                            where c.case_id = f.id and c.stopped_on is null and c.paused_on is null)
                """)).as("open cases without a clock that runs").isZero();
        assertThat(count("""
                select count(*) from case_clock c join case_file f on f.id = c.case_id
                where c.stopped_on is null and f.closed_at is not null
                """)).as("clocks of closed cases that run").isZero();
        assertThat(count("""
                select count(*) from case_file f
                where f.state in ('DECIDED', 'GRANTED', 'REFUSED', 'CONFIRMED', 'UNDONE', 'REMOVED')
                  and not exists (select 1 from case_decision d
                                  where d.case_id = f.id and d.reason <> '' and d.basis <> '' and d.text <> '')
                """)).as("decided cases without a decision in writing").isZero();
        assertThat(count("""
                select count(*) from case_file f
                where f.kind = 'REPAIR' and f.state in ('GRANTED', 'UNDONE')
                  and not exists (select 1 from case_effect e
                                  where e.case_id = f.id and e.type = 'repair.granted.v1')
                """)).as("granted repairs that nobody follows").isZero();
        assertThat(count("""
                select count(*) from case_file f
                where f.suspends <> exists (select 1 from case_effect e
                                            where e.case_id = f.id and e.type = 'suspension.began.v1'
                                              and not exists (select 1 from case_effect g
                                                              where g.case_id = f.id
                                                                and g.type = 'suspension.ended.v1'))
                """))
                .as("suspensions that were announced and do not last, or last unannounced")
                .isZero();
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
