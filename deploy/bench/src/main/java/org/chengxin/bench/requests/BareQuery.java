package org.chengxin.bench.requests;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import org.chengxin.local.Suite;

/** The select of the policy and the two entries of a question, in one transaction and nothing around it. */
final class BareQuery implements AutoCloseable {

    private static final String SELECT = """
        select * from records_under_grant(AGREEMENT, false, current_date)
        where subject_id in (select p.id from ids_of_person(SUBJECT) as p (id)) and shareable
        order by decided_on desc, record_id\
        """;
    private static final String ENTRY = """
        insert into bench.access_entry (subject_id, access_id, at, organisation, service, purpose,
                                        matter_number, legal_basis, outcome, record_types)
        values (SUBJECT, QUESTION, now(), 'bench', 'bench', 'ADMINISTRATIVE_PERMIT', 'BENCH-1', 'none',
                'ANSWERED', '{}')\
        """;
    private static final String QUERY = """
        insert into bench.asked_query (query_id, asked_at, organisation, purpose, matter_number,
                                       agreement_id, outcome, subject_id)
        values (QUESTION, now(), 'bench', 'ADMINISTRATIVE_PERMIT', 'BENCH-1', AGREEMENT, 'ANSWERED', SUBJECT)\
        """;

    private final Suite.Database database;
    private final List<UUID> subjects = new ArrayList<>();
    private final UUID agreement;

    BareQuery(Suite suite, String asker) throws SQLException {
        database = suite.database("sharing");
        try (var connection = open();
                var statement = connection.createStatement()) {
            statement.execute("drop schema if exists bench cascade");
            statement.execute("create schema bench");
            statement.execute("create table bench.access_entry (like public.access_entry including all)");
            statement.execute("create table bench.asked_query (like public.asked_query including all)");
            statement.execute("""
                create table bench.subject as
                select (row_number() over ())::integer as n, subject_id
                from (select distinct subject_id from shared_record limit 50000) one
                """);
            statement.execute("alter table bench.subject add primary key (n)");
            statement.execute("analyze bench.subject");
            try (var row = statement.executeQuery("select subject_id from bench.subject")) {
                while (row.next()) {
                    subjects.add(row.getObject(1, UUID.class));
                }
            }
            try (var row = statement.executeQuery("select agreement_id from agreement where receiver = '" + asker
                    + "' and status = 'ACTIVE' and feed is null limit 1")) {
                row.next();
                agreement = row.getObject(1, UUID.class);
            }
        }
    }

    /** For pgbench, which picks persons by number. */
    String script() {
        var text = """
            \\set n random(1, %d)
            begin;
            %s;
            %s;
            %s;
            commit;
            """.formatted(subjects.size(), SELECT, ENTRY, QUERY);
        return text.replace("AGREEMENT", "'" + agreement + "'::uuid")
                .replace("SUBJECT", "(select subject_id from bench.subject where n = :n)")
                .replace("QUESTION", "gen_random_uuid()");
    }

    /** As many connections as callers, over JDBC. */
    Load.Outcome load(int callers, int seconds) throws Exception {
        BlockingQueue<Lane> idle = new LinkedBlockingQueue<>();
        try {
            for (int i = 0; i < callers; i++) {
                idle.add(new Lane(open(), agreement));
            }
            return Load.closed(callers, seconds, _ -> {
                var lane = idle.take();
                try {
                    lane.ask(subjects.get(ThreadLocalRandom.current().nextInt(subjects.size())));
                } finally {
                    idle.add(lane);
                }
            });
        } finally {
            for (var lane : idle) {
                lane.connection.close();
            }
        }
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }

    @Override
    public void close() throws SQLException {
        try (var connection = open();
                var statement = connection.createStatement()) {
            statement.execute("drop schema bench cascade");
        }
    }

    private static final class Lane {

        private final Connection connection;
        private final UUID agreement;

        Lane(Connection connection, UUID agreement) throws SQLException {
            this.connection = connection;
            this.agreement = agreement;
            connection.setAutoCommit(false);
        }

        void ask(UUID subject) throws SQLException {
            try (var select = prepared(SELECT);
                    var entry = prepared(ENTRY);
                    var query = prepared(QUERY)) {
                var id = UUID.randomUUID();
                select.setObject(1, agreement);
                select.setObject(2, subject);
                try (var row = select.executeQuery()) {
                    while (row.next()) {
                        row.getString("fields");
                    }
                }
                entry.setObject(1, subject);
                entry.setObject(2, id);
                entry.executeUpdate();
                query.setObject(1, id);
                query.setObject(2, agreement);
                query.setObject(3, subject);
                query.executeUpdate();
                connection.commit();
            }
        }

        private PreparedStatement prepared(String text) throws SQLException {
            return connection.prepareStatement(text.replaceAll("AGREEMENT|SUBJECT|QUESTION", "?"));
        }
    }
}
