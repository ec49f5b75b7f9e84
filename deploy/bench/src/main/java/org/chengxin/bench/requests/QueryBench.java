package org.chengxin.bench.requests;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import org.chengxin.bench.report.CpuTime;
import org.chengxin.bench.report.Figures;
import org.chengxin.local.Part;
import org.chengxin.local.Suite;
import org.chengxin.local.demo.DemoPerson;

/**
 * A lawful question about a person, answered after its access entry is committed: through the gateway, at the service
 * itself, and as bare SQL.
 */
public final class QueryBench {

    private static final String MEASURE = "query";
    private static final String ASKER = "prefecture-530100";
    private static final int CALLERS = 16;

    private final Suite suite;
    private final Figures figures;
    private final Client client;
    private final List<DemoPerson> persons;
    private final int seconds;

    public QueryBench(Suite suite, Figures figures, List<DemoPerson> persons, int seconds) {
        this.suite = suite;
        this.figures = figures;
        this.client = new Client(suite, ASKER);
        this.persons = List.copyOf(persons);
        this.seconds = seconds;
    }

    public void run() throws Exception {
        var gateway = suite.gateway().resolve("/v1/queries");
        var service = suite.url(Part.SHARING_SERVICE).resolve("/v1/queries");
        var cold = Load.closed(CALLERS, Math.max(1, seconds / 4), nth -> ask(gateway));
        figures.plain(MEASURE, "through the gateway, cold: per second", "%,.0f", cold.perSecond());
        var cpu = CpuTime.of(suite);
        var ours = Load.closed(CALLERS, seconds, nth -> ask(gateway));
        var used = CpuTime.of(suite).since(cpu);
        tell("through the gateway, %d callers".formatted(CALLERS), ours);
        for (var part : List.of(Part.GATEWAY, Part.SHARING_SERVICE, Part.IDENTITY_SERVICE, Part.POSTGRESQL)) {
            figures.plain(
                    MEASURE,
                    "processor us per query: " + part.id(),
                    "%,.0f",
                    used.of(part) * 1e6 / Math.max(1, ours.micros().getTotalCount()));
        }
        var direct = Load.closed(CALLERS, seconds, nth -> ask(service));
        tell("at the service itself, %d callers".formatted(CALLERS), direct);
        var limit = bareSql();
        tell("bare SQL, same select and inserts, %d connections".formatted(CALLERS), limit);
        figures.ratio(MEASURE, "rate through the gateway / bare SQL", ours.perSecond(), limit.perSecond(), ">= 0.35");
        double half = Math.max(1, ours.perSecond() / 2);
        var halfThere = Load.open(half, seconds, nth -> ask(gateway));
        tell("through the gateway, fixed rate of half that", halfThere);
        var halfDirect = Load.open(half, seconds, nth -> ask(service));
        tell("at the service itself, the same fixed rate", halfDirect);
        figures.ratio(
                MEASURE, "p50 at half load: gateway / service", halfThere.millis(50), halfDirect.millis(50), "<= 1.5");
    }

    private void tell(String what, Load.Outcome outcome) {
        figures.plain(MEASURE, what + ": per second", "%,.0f", outcome.perSecond());
        figures.plain(
                MEASURE,
                what + ": p50/p95/p99/p99.9 ms",
                "%.1f/%.1f/%.1f/%.1f",
                outcome.millis(50),
                outcome.millis(95),
                outcome.millis(99),
                outcome.millis(99.9));
        if (outcome.errors() > 0) {
            figures.plain(MEASURE, what + ": errors", "%,d", outcome.errors());
        }
    }

    private void ask(URI address) throws IOException, InterruptedException {
        var person = persons.get(ThreadLocalRandom.current().nextInt(persons.size()));
        var answer =
                client.http().send(client.request(address, question(person)), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException("Status " + answer.statusCode());
        }
    }

    /** What a prefecture lawfully asks about a person. */
    public static Map<String, Object> question(DemoPerson person) {
        return Map.of(
                "subject",
                Map.of(
                        "documentType", DemoPerson.DOCUMENT_TYPE,
                        "documentNumber", person.documentNumber(),
                        "name", person.name()),
                "purpose",
                "ADMINISTRATIVE_PERMIT",
                "matterNumber",
                "BENCH-1");
    }

    private Load.Outcome bareSql() throws Exception {
        var database = suite.database("sharing");
        BlockingQueue<Lane> idle = new LinkedBlockingQueue<>();
        List<UUID> subjects = new ArrayList<>();
        UUID agreement;
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = connection.createStatement()) {
            statement.execute("drop schema if exists bench cascade");
            statement.execute("create schema bench");
            statement.execute("create table bench.access_entry (like public.access_entry including all)");
            statement.execute("create table bench.asked_query (like public.asked_query including all)");
            try (var row = statement.executeQuery("select distinct subject_id from shared_record limit 50000")) {
                while (row.next()) {
                    subjects.add(row.getObject(1, UUID.class));
                }
            }
            try (var row = statement.executeQuery("select agreement_id from agreement where receiver = '" + ASKER
                    + "' and status = 'ACTIVE' and feed is null limit 1")) {
                row.next();
                agreement = row.getObject(1, UUID.class);
            }
        }
        try {
            for (int i = 0; i < CALLERS; i++) {
                idle.add(new Lane(
                        DriverManager.getConnection(database.url(), database.user(), database.password()), agreement));
            }
            return Load.closed(CALLERS, seconds, nth -> {
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
            try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                    var statement = connection.createStatement()) {
                statement.execute("drop schema bench cascade");
            }
        }
    }

    /** One connection: the select of the policy and the two entries, in one transaction. */
    private static final class Lane {

        private final Connection connection;
        private final UUID agreement;

        Lane(Connection connection, UUID agreement) throws SQLException {
            this.connection = connection;
            this.agreement = agreement;
            connection.setAutoCommit(false);
        }

        void ask(UUID subject) throws SQLException {
            try (var select = connection.prepareStatement("""
                select * from records_under_grant(?, false, current_date)
                where subject_id in (select p.id from ids_of_person(?) as p (id)) and shareable
                order by decided_on desc, record_id\
                """);
                    var entry = connection.prepareStatement("""
                        insert into bench.access_entry (subject_id, access_id, at, organisation, service, purpose,
                                                        matter_number, legal_basis, outcome, record_types)
                        values (?, ?, now(), 'bench', 'bench', 'ADMINISTRATIVE_PERMIT', 'BENCH-1', 'none',
                                'ANSWERED', '{}')\
                        """);
                    var query = connection.prepareStatement("""
                        insert into bench.asked_query (query_id, asked_at, organisation, purpose, matter_number,
                                                       agreement_id, outcome, subject_id)
                        values (?, now(), 'bench', 'ADMINISTRATIVE_PERMIT', 'BENCH-1', ?, 'ANSWERED', ?)\
                        """)) {
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
    }
}
