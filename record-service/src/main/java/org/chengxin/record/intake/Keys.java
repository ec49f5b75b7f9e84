package org.chengxin.record.intake;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The keys of a batch of events as arrays for one statement; while a secret is changed an event has more than one. */
final class Keys {

    private final List<Arrival> arrivals;
    private final List<Integer> nth = new ArrayList<>();
    private final List<EventKey> keys = new ArrayList<>();

    private Keys(List<Arrival> arrivals) {
        this.arrivals = arrivals;
    }

    static Keys of(List<Arrival> arrivals) {
        var keys = new Keys(arrivals);
        for (var index = 0; index < arrivals.size(); index++) {
            for (var key : arrivals.get(index).eventKeys()) {
                keys.nth.add(index);
                keys.keys.add(key);
            }
        }
        return keys;
    }

    /** The events whose numbers a statement about these arrays gives back in {@code nth}. */
    Set<EventKey> found(JdbcClient.StatementSpec statement) {
        return new HashSet<>(statement
                .param("nth", nth.toArray(Integer[]::new))
                .param("providers", Columns.texts(keys, EventKey::provider))
                .param("ids", Columns.texts(keys, EventKey::eventId))
                .param("prints", Columns.texts(keys, EventKey::fingerprint))
                .param(
                        "sources",
                        Columns.texts(
                                nth, index -> arrivals.get(index).statement().sourceRecordId()))
                .param(
                        "revisions",
                        nth.stream()
                                .map(index -> arrivals.get(index).statement().revision())
                                .toArray(Integer[]::new))
                .query((row, _) -> arrivals.get(row.getInt("nth")).eventKey())
                .list());
    }
}
