package org.chengxin.record.intake;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code intake_event}: every event with its one outcome. */
@Component
class IntakeBook {

    private final JdbcClient jdbc;
    private final Clock clock;

    IntakeBook(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** One intake event with what became of it. */
    record Decided(
            Arrival arrival, String outcome, @Nullable UUID recordId) {}

    /**
     * For the rest of the transaction. What the planner knows of tables that grow fast is out of date: in a reload that
     * begins with empty ones it would read them from end to end for every batch, until somebody counts them anew.
     */
    void lookUpByIndex() {
        jdbc.sql("set local enable_seqscan = off").update();
    }

    /**
     * Which of these have had their outcome. One of the first edition, which told events apart by their id alone, is the
     * same when it is about the same revision of the same decision; of a refused one not even that is certain.
     */
    Set<EventKey> known(List<Arrival> arrivals) {
        var keys = Keys.of(arrivals);
        return keys.found(jdbc.sql("""
                        select k.nth
                          from unnest(:nth, :providers, :ids, :prints, :sources, :revisions)
                               as k (nth, provider, event_id, fingerprint, source_record_id, revision)
                         cross join lateral (
                               select 1
                                 from intake_event e
                                where e.provider = k.provider and e.event_id = k.event_id
                                  and (e.fingerprint = decode(k.fingerprint, 'hex')
                                       or e.fingerprint = ''::bytea
                                          and e.outcome <> 'REJECTED'
                                          and e.source_record_id is not distinct from k.source_record_id
                                          and e.revision is not distinct from k.revision)
                                limit 1) as found
                        """));
    }

    /**
     * Takes down what became of events that were not {@link #known} before.
     *
     * @throws ConcurrencyFailureException when another replica has decided one of them since; the batch comes again
     */
    void decided(List<Decided> events) {
        if (events.isEmpty()) {
            return;
        }
        var written = jdbc.sql("""
                insert into intake_event (provider, event_id, fingerprint, outcome, source_record_id, revision, record_id,
                                          received_at, decided_at)
                select provider, event_id, decode(fingerprint, 'hex'), outcome, source_record_id, revision, record_id,
                       received_at, :now
                  from unnest(:providers, :ids, :prints, :outcomes, :sources, :revisions, :records,
                              :received::timestamptz[])
                       as n (provider, event_id, fingerprint, outcome, source_record_id, revision, record_id, received_at)
                 order by provider, event_id, fingerprint
                on conflict (provider, event_id, fingerprint) do nothing
                """)
                .param(
                        "providers",
                        Columns.texts(
                                events, event -> event.arrival().provider().code()))
                .param("ids", Columns.texts(events, event -> event.arrival().eventId()))
                .param(
                        "prints",
                        Columns.texts(
                                events, event -> event.arrival().eventKey().fingerprint()))
                .param("outcomes", Columns.texts(events, Decided::outcome))
                .param(
                        "sources",
                        Columns.texts(
                                events, event -> event.arrival().statement().sourceRecordId()))
                .param(
                        "revisions",
                        events.stream()
                                .map(event -> event.arrival().statement().revision())
                                .toArray(Integer[]::new))
                .param("records", events.stream().map(Decided::recordId).toArray(UUID[]::new))
                .param(
                        "received",
                        Columns.texts(
                                events, event -> event.arrival().receivedAt().toString()))
                .param("now", Columns.at(clock))
                .update();
        if (written != events.size()) {
            throw new ConcurrencyFailureException("an event of the batch was decided elsewhere");
        }
    }
}
