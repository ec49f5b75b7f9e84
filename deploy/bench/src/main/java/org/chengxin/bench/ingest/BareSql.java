package org.chengxin.bench.ingest;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.chengxin.local.Suite;

/**
 * The least that an exactly-once intake must write: inbox key, record with a compare of revisions, version and
 * announcement, a batch in one transaction. No check, no identity, no period, no law.
 */
final class BareSql implements AutoCloseable {

    static final int BATCH = 500;

    private final Connection connection;

    BareSql(Suite suite) throws SQLException {
        var database = suite.database("record");
        connection = DriverManager.getConnection(database.url(), database.user(), database.password());
        connection.setAutoCommit(false);
        run("set jit = off");
        connection.commit();
    }

    void create() throws SQLException {
        drop();
        run("create schema bench");
        run("create table bench.inbox (department text, event_id text, primary key (department, event_id))");
        run("""
                create table bench.record (
                    id uuid primary key, department text not null, source_record_id text not null,
                    revision integer not null, subject_id uuid not null, record_type text not null,
                    decided_on date not null, display_until date not null, facts jsonb not null,
                    unique (department, source_record_id))""");
        run("create index on bench.record (subject_id, display_until)");
        run("""
                create table bench.record_version (
                    record_id uuid, revision integer, facts jsonb not null, primary key (record_id, revision))""");
        run("create table bench.outbox (id bigint generated always as identity primary key, data jsonb not null)");
        connection.commit();
    }

    void empty() throws SQLException {
        run("truncate bench.inbox, bench.record, bench.record_version, bench.outbox");
        connection.commit();
        connection.setAutoCommit(true);
        // The planner must not take the tables for empty when they have grown.
        run("vacuum analyze bench.record");
        connection.setAutoCommit(false);
    }

    void drop() throws SQLException {
        run("drop schema if exists bench cascade");
        connection.commit();
    }

    /** One transaction. */
    void write(Collection<Row> rows) throws SQLException {
        var fresh = newcomers(rows);
        var newest = new TreeMap<String, Row>();
        for (var row : rows) {
            if (fresh.contains(row.eventId())) {
                newest.merge(
                        row.department() + row.sourceRecordId(),
                        row,
                        (one, other) -> one.revision() >= other.revision() ? one : other);
            }
        }
        if (!newest.isEmpty()) {
            var written = upsert(List.copyOf(newest.values()));
            if (!written.isEmpty()) {
                keep(written);
            }
        }
        connection.commit();
    }

    long count(String table) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("select count(*) from bench." + table)) {
            result.next();
            long count = result.getLong(1);
            connection.commit();
            return count;
        }
    }

    private Set<String> newcomers(Collection<Row> rows) throws SQLException {
        var fresh = new HashSet<String>();
        try (var statement = connection.prepareStatement("""
                insert into bench.inbox select * from unnest(?::text[], ?::text[]) order by 1, 2
                on conflict do nothing returning event_id""")) {
            statement.setArray(1, texts(rows, Row::department));
            statement.setArray(2, texts(rows, Row::eventId));
            try (var result = statement.executeQuery()) {
                while (result.next()) {
                    fresh.add(result.getString(1));
                }
            }
        }
        return fresh;
    }

    private Map<UUID, Row> upsert(List<Row> rows) throws SQLException {
        var byKey = new HashMap<String, Row>();
        rows.forEach(row -> byKey.put(row.department() + row.sourceRecordId(), row));
        var written = new LinkedHashMap<UUID, Row>();
        try (var statement = connection.prepareStatement("""
                insert into bench.record as r
                select gen_random_uuid(), d, s, v::integer, p::uuid, t, o::date, o::date + 1095, f::jsonb
                from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                    as n (d, s, v, p, t, o, f)
                on conflict (department, source_record_id) do update
                set revision = excluded.revision, subject_id = excluded.subject_id,
                    record_type = excluded.record_type, decided_on = excluded.decided_on,
                    display_until = excluded.display_until, facts = excluded.facts
                where r.revision < excluded.revision
                returning r.id, r.department, r.source_record_id""")) {
            statement.setArray(1, texts(rows, Row::department));
            statement.setArray(2, texts(rows, Row::sourceRecordId));
            statement.setArray(3, texts(rows, row -> Integer.toString(row.revision())));
            statement.setArray(4, texts(rows, row -> row.subject().toString()));
            statement.setArray(5, texts(rows, Row::recordType));
            statement.setArray(6, texts(rows, Row::decidedOn));
            statement.setArray(7, texts(rows, Row::facts));
            try (var result = statement.executeQuery()) {
                while (result.next()) {
                    var row = byKey.get(result.getString(2) + result.getString(3));
                    if (row != null) {
                        written.put(result.getObject(1, UUID.class), row);
                    }
                }
            }
        }
        return written;
    }

    private void keep(Map<UUID, Row> written) throws SQLException {
        var ids = connection.createArrayOf("uuid", written.keySet().toArray());
        try (var statement = connection.prepareStatement("""
                insert into bench.record_version
                select i, v::integer, f::jsonb from unnest(?::uuid[], ?::text[], ?::text[]) as n (i, v, f)""")) {
            statement.setArray(1, ids);
            statement.setArray(2, texts(written.values(), row -> Integer.toString(row.revision())));
            statement.setArray(3, texts(written.values(), Row::facts));
            statement.executeUpdate();
        }
        try (var statement = connection.prepareStatement("""
                insert into bench.outbox (data)
                select jsonb_build_object('record', i, 'revision', v)
                from unnest(?::uuid[], ?::text[]) as n (i, v)""")) {
            statement.setArray(1, ids);
            statement.setArray(2, texts(written.values(), row -> Integer.toString(row.revision())));
            statement.executeUpdate();
        }
    }

    private java.sql.Array texts(Collection<Row> rows, Function<Row, String> column) throws SQLException {
        return connection.createArrayOf("text", rows.stream().map(column).toArray());
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
