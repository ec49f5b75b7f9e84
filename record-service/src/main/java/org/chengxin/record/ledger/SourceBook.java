package org.chengxin.record.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Table {@code source_record}: what the sources have told us last about each of their decisions. */
@Component
public class SourceBook {

    private final JdbcClient jdbc;

    SourceBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What the sources have told us last; unlocked, so only good for a first look. */
    public Map<Source.Key, Source> told(Collection<Source.Key> keys) {
        return jdbc
                .sql("""
                        select s.provider, s.source_record_id, s.revision, s.withdrawn, s.record_id, s.closed
                          from unnest(:providers, :ids) as k (provider, source_record_id)
                          join source_record s on s.provider = k.provider and s.source_record_id = k.source_record_id
                        """)
                .param("providers", keys.stream().map(Source.Key::provider).toArray(String[]::new))
                .param("ids", keys.stream().map(Source.Key::sourceRecordId).toArray(String[]::new))
                .query(SourceBook::source)
                .list()
                .stream()
                .collect(Collectors.toMap(Source::key, Function.identity()));
    }

    /**
     * The same, locked until the transaction ends. A key that nobody knew is taken down at revision 0, so that two
     * batches that bring the same new decision meet here.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<Source.Key, Source> lock(Collection<Source.Key> keys) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        var unknown = takeDown(new TreeSet<>(keys));
        var told = new HashMap<Source.Key, Source>();
        unknown.forEach(key -> told.put(key, new Source(key, 0, false, null)));
        var known = new TreeSet<>(keys);
        known.removeAll(unknown);
        if (!known.isEmpty()) {
            told.putAll(lockKnown(known));
        }
        return told;
    }

    /** @return those that nobody knew: their rows are new, and so ours until the transaction ends */
    private Set<Source.Key> takeDown(SortedSet<Source.Key> sorted) {
        return Set.copyOf(jdbc.sql("""
                        insert into source_record (provider, source_record_id, revision, withdrawn)
                        select provider, source_record_id, 0, false
                          from unnest(:providers, :ids) with ordinality as k (provider, source_record_id, nth)
                         order by nth
                        on conflict (provider, source_record_id) do nothing
                        returning provider, source_record_id
                        """)
                .param("providers", sorted.stream().map(Source.Key::provider).toArray(String[]::new))
                .param("ids", sorted.stream().map(Source.Key::sourceRecordId).toArray(String[]::new))
                .query((row, _) -> new Source.Key(row.getString("provider"), row.getString("source_record_id")))
                .list());
    }

    private Map<Source.Key, Source> lockKnown(SortedSet<Source.Key> sorted) {
        return jdbc
                .sql("""
                        select s.provider, s.source_record_id, s.revision, s.withdrawn, s.record_id, s.closed
                          from unnest(:providers, :ids) with ordinality as k (provider, source_record_id, nth)
                          join source_record s on s.provider = k.provider and s.source_record_id = k.source_record_id
                         order by k.nth
                           for update of s
                        """)
                .param("providers", sorted.stream().map(Source.Key::provider).toArray(String[]::new))
                .param("ids", sorted.stream().map(Source.Key::sourceRecordId).toArray(String[]::new))
                .query(SourceBook::source)
                .list()
                .stream()
                .collect(Collectors.toMap(Source::key, Function.identity()));
    }

    /** What the source has told us about this record stays so until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lockOf(UUID recordId) {
        jdbc.sql("""
                select s.revision
                  from record r
                  join source_record s on s.provider = r.provider and s.source_record_id = r.source_record_id
                 where r.id = :id
                   for update of s
                """).param("id", recordId).query((_, _) -> 0).list();
    }

    /** Nothing of this decision is taken in again. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void close(CreditRecord record) {
        jdbc.sql("""
                update source_record
                   set closed = true
                 where provider = :provider and source_record_id = :id
                """)
                .param("provider", record.provider())
                .param("id", record.sourceRecordId())
                .update();
    }

    /** Takes down what the sources, locked before, have told us now. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void update(Collection<Source> sources) {
        if (sources.isEmpty()) {
            return;
        }
        jdbc.sql("""
                update source_record s
                   set revision = n.revision, withdrawn = n.withdrawn, record_id = n.record_id
                  from unnest(:providers, :ids, :revisions, :withdrawn, :records)
                       as n (provider, source_record_id, revision, withdrawn, record_id)
                 where s.provider = n.provider and s.source_record_id = n.source_record_id
                """)
                .param(
                        "providers",
                        sources.stream().map(source -> source.key().provider()).toArray(String[]::new))
                .param(
                        "ids",
                        sources.stream()
                                .map(source -> source.key().sourceRecordId())
                                .toArray(String[]::new))
                .param("revisions", sources.stream().map(Source::revision).toArray(Integer[]::new))
                .param("withdrawn", sources.stream().map(Source::withdrawn).toArray(Boolean[]::new))
                .param("records", sources.stream().map(Source::recordId).toArray(UUID[]::new))
                .update();
    }

    private static Source source(ResultSet row, int number) throws SQLException {
        return new Source(
                new Source.Key(row.getString("provider"), row.getString("source_record_id")),
                row.getInt("revision"),
                row.getBoolean("withdrawn"),
                row.getObject("record_id", UUID.class),
                row.getBoolean("closed"));
    }
}
