package org.chengxin.chassis.events;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Remembers which events have had their effect, in the transaction of the effect. */
public class Inbox {

    private final JdbcClient jdbc;
    private final Clock clock;

    Inbox(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @return those of the event ids that come for the first time, now remembered (primary key) */
    public Set<String> firstTime(String consumer, Collection<String> eventIds) {
        var ids = eventIds.stream().distinct().sorted().toArray(String[]::new);
        return jdbc
                .sql("""
                        insert into inbox (consumer, event_id, received_at)
                        select :consumer, e.id, :now from unnest(:ids) as e (id)
                        on conflict (consumer, event_id) do nothing
                        returning event_id
                        """)
                .param("consumer", consumer)
                .param("now", Instant.now(clock).atOffset(ZoneOffset.UTC))
                .param("ids", ids)
                .query(String.class)
                .list()
                .stream()
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }
}
