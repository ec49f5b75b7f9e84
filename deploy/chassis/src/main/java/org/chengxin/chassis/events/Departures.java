package org.chengxin.chassis.events;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tables outbox, outbox_batch and outbox_position: which announcements go next, and with which places.
 *
 * <p>A topic has one batch at a time, a row that names its announcements in their order; the next is made up when all of
 * the last one have arrived. One caller at a time.
 */
class Departures {

    private static final int BATCH = 1000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    Departures(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /**
     * An announcement with its place.
     *
     * @param position among all of its topic, without gaps, in the order of commits
     */
    record Placed(
            long id,
            String topic,
            String key,
            String type,
            String subject,
            String eventId,
            Instant at,
            String data,
            @Nullable String traceparent,
            long position) {}

    /**
     * Forgets what has arrived and names what goes next, in one transaction. What had its place and has not arrived
     * comes again with the same one, also after a crash.
     *
     * @param arrived of each topic the first so many of what was named last
     */
    List<Placed> next(List<Placed> arrived) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            // The outbox is empty nearly always, and that is what the planner knows of it: in a burst it would read the
            // whole table again for every row, until somebody counts it anew. The index is right at any length.
            jdbc.sql("set local enable_seqscan = off").update();
            forget(arrived);
            place();
            return placed();
        }));
    }

    private void forget(List<Placed> arrived) {
        if (arrived.isEmpty()) {
            return;
        }
        jdbc.sql("delete from outbox where id = any(:ids)")
                .param("ids", arrived.stream().map(Placed::id).toArray(Long[]::new))
                .update();
        var perTopic = arrived.stream()
                .map(Placed::topic)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        jdbc.sql("""
                update outbox_batch b
                   set first_position = b.first_position + a.arrived, ids = b.ids[a.arrived + 1:]
                  from unnest(:topics, :counts) as a (topic, arrived)
                 where b.topic = a.topic
                """)
                .param("topics", perTopic.keySet().toArray(String[]::new))
                .param("counts", perTopic.values().toArray(Long[]::new))
                .update();
        jdbc.sql("delete from outbox_batch where cardinality(ids) = 0").update();
    }

    /** A topic that does not take its batch keeps nobody else waiting. */
    private void place() {
        jdbc.sql("""
                with waiting as (
                    select o.id, o.topic
                      from outbox o
                     where o.topic not in (select topic from outbox_batch)
                     order by o.id
                     limit :batch
                ), counted as (
                    select topic, count(*) as total, array_agg(id order by id) as ids from waiting group by topic
                ), moved as (
                    insert into outbox_position as p (topic, last)
                    select topic, total from counted
                    on conflict (topic) do update set last = p.last + excluded.last
                    returning topic, last
                )
                insert into outbox_batch (topic, first_position, ids)
                select c.topic, m.last - c.total + 1, c.ids
                  from counted c
                  join moved m on m.topic = c.topic
                """).param("batch", BATCH).update();
    }

    private List<Placed> placed() {
        return jdbc.sql("""
                        select o.id, o.topic, o.key, o.type, o.subject, o.event_id::text as event_id, o.at, o.data,
                               o.traceparent, b.first_position + n.nth - 1 as position
                          from outbox_batch b
                         cross join lateral unnest(b.ids) with ordinality as n (id, nth)
                          join outbox o on o.id = n.id
                         order by o.id
                        """)
                .query((row, _) -> new Placed(
                        row.getLong("id"),
                        row.getString("topic"),
                        row.getString("key"),
                        row.getString("type"),
                        row.getString("subject"),
                        row.getString("event_id"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("data"),
                        row.getString("traceparent"),
                        row.getLong("position")))
                .list();
    }
}
