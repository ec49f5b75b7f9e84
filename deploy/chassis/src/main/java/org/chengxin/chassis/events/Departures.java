package org.chengxin.chassis.events;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tables outbox, outbox_batch and outbox_position: which announcements go next, and with which places.
 *
 * <p>A topic has one batch at a time, a row that names its parcels in their order; the next is made up when all of the
 * last one have arrived. One caller at a time.
 */
class Departures {

    /** Announcements, not parcels: the last parcel may go over it. */
    private static final int BATCH = 2_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    Departures(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /**
     * An announcement with its place.
     *
     * @param parcel what it travels in
     * @param isLast whether its parcel ends with it
     * @param position among all of its topic, without gaps, in the order of commits
     */
    record Placed(
            long parcel,
            boolean isLast,
            String topic,
            String key,
            String type,
            String subject,
            UUID eventId,
            Instant at,
            String data,
            @Nullable String traceparent,
            long position) {}

    /**
     * Forgets what has arrived and names what goes next, in one transaction. What had its place and has not arrived
     * comes again with the same one, also after a crash; a parcel of which something is missing comes again whole.
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
        var parcels =
                arrived.stream().filter(Placed::isLast).map(Placed::parcel).toArray(Long[]::new);
        if (parcels.length == 0) {
            return;
        }
        jdbc.sql("""
                with gone as (
                    delete from outbox where id = any(:ids) returning topic, size
                )
                update outbox_batch b
                   set first_position = b.first_position + g.announcements, ids = b.ids[g.parcels + 1:]
                  from (select topic, count(*) as parcels, sum(size) as announcements from gone group by topic) g
                 where b.topic = g.topic
                """).param("ids", parcels).update();
        jdbc.sql("delete from outbox_batch where cardinality(ids) = 0").update();
    }

    /** A topic that does not take its batch keeps nobody else waiting. */
    private void place() {
        jdbc.sql("""
                with waiting as (
                    select o.id, o.topic, o.size
                      from outbox o
                     where o.topic not in (select topic from outbox_batch)
                     order by o.id
                     limit :batch
                ), next as (
                    select id, topic, size, sum(size) over (order by id) - size as ahead from waiting
                ), counted as (
                    select topic, sum(size) as total, array_agg(id order by id) as ids
                      from next
                     where ahead < :batch
                     group by topic
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
        var placed = new ArrayList<Placed>();
        var next = new HashMap<String, Long>();
        jdbc.sql("""
                        select o.id, o.topic, o.keys, o.types, o.subjects, o.event_ids, o.at, o.data, o.traceparent,
                               b.first_position
                          from outbox_batch b
                         cross join lateral unnest(b.ids) as n (id)
                          join outbox o on o.id = n.id
                         order by o.id
                        """).query(row -> {
            unpack(row, next, placed);
        });
        return placed;
    }

    /** @param next of each topic the place of its next announcement */
    private static void unpack(ResultSet row, Map<String, Long> next, List<Placed> placed) throws SQLException {
        long parcel = row.getLong("id");
        var topic = row.getString("topic");
        var keys = texts(row, "keys");
        var types = texts(row, "types");
        var subjects = texts(row, "subjects");
        var eventIds = (UUID[]) row.getArray("event_ids").getArray();
        var data = texts(row, "data");
        var at = row.getObject("at", OffsetDateTime.class).toInstant();
        var traceparent = row.getString("traceparent");
        long position = next.getOrDefault(topic, row.getLong("first_position"));
        for (int nth = 0; nth < keys.length; nth++) {
            placed.add(new Placed(
                    parcel,
                    nth == keys.length - 1,
                    topic,
                    keys[nth],
                    types[nth],
                    subjects[nth],
                    eventIds[nth],
                    at,
                    data[nth],
                    traceparent,
                    position + nth));
        }
        next.put(topic, position + keys.length);
    }

    private static String[] texts(ResultSet row, String column) throws SQLException {
        return (String[]) row.getArray(column).getArray();
    }
}
