package org.chengxin.bench.requests;

import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.chengxin.bench.report.CpuTime;
import org.chengxin.bench.report.Figures;
import org.chengxin.local.Complaint;
import org.chengxin.local.Part;
import org.chengxin.local.Suite;
import org.chengxin.local.demo.DemoPerson;

/** Newcomers through identity-service, each verified at the authority, against bare inserts of such rows. */
public final class RegisterBench {

    private static final String MEASURE = "register";
    private static final int BATCH = 500;
    private static final int CALLERS = 4;
    /** One in so many newcomers comes before the services are warm. */
    private static final int COLD_PART = 3;

    private final Suite suite;
    private final Figures figures;

    public RegisterBench(Suite suite, Figures figures) {
        this.suite = suite;
        this.figures = figures;
    }

    public void run(List<DemoPerson> persons) throws Exception {
        // Also the only rate of services that have just started.
        int first = persons.size() / COLD_PART / BATCH * BATCH;
        if (first > 0) {
            figures.plain(MEASURE, "cold: newcomers per second", "%,.0f", perSecond(persons.subList(0, first)));
        }
        var warm = persons.subList(first, persons.size());
        var cpu = CpuTime.of(suite);
        double ours = perSecond(warm);
        var used = CpuTime.of(suite).since(cpu);
        figures.plain(MEASURE, "newcomers per second", "%,.0f", ours);
        for (var part : List.of(Part.IDENTITY_SERVICE, Part.AUTHORITY, Part.POSTGRESQL)) {
            figures.plain(
                    MEASURE, "processor us per newcomer: " + part.id(), "%,.0f", used.of(part) * 1e6 / warm.size());
        }
        double limit = bareInserts(warm.size());
        figures.plain(MEASURE, "limit, bare inserts of such rows: per second", "%,.0f", limit);
        figures.ratio(MEASURE, "ours / limit", ours, limit, ">= 0.30");
    }

    private double perSecond(List<DemoPerson> persons) throws Exception {
        long begun = System.nanoTime();
        try (var pool = Executors.newFixedThreadPool(CALLERS)) {
            var work = new ArrayList<Callable<Boolean>>();
            for (int from = 0; from < persons.size(); from += BATCH) {
                var batch = persons.subList(from, Math.min(from + BATCH, persons.size()));
                work.add(() -> known(batch));
            }
            for (var done : pool.invokeAll(work)) {
                done.get();
            }
        }
        return persons.size() / ((System.nanoTime() - begun) / 1e9);
    }

    /** Persons whom other measures need, however many. */
    public void register(List<DemoPerson> persons) throws IOException, InterruptedException {
        for (int from = 0; from < persons.size(); from += BATCH) {
            known(persons.subList(from, Math.min(from + BATCH, persons.size())));
        }
    }

    /** As record-service does it: who is not known yet is asked about again until the authority has answered. */
    private boolean known(List<DemoPerson> persons) throws IOException, InterruptedException {
        var client = new Client(suite, "record-service");
        var open = persons;
        for (int attempt = 0; !open.isEmpty(); attempt++) {
            if (attempt == 120) {
                throw new Complaint("%,d persons could not be registered.".formatted(open.size()));
            }
            if (attempt > 0) {
                TimeUnit.SECONDS.sleep(1);
            }
            open = unanswered(client, open);
        }
        return true;
    }

    private List<DemoPerson> unanswered(Client client, List<DemoPerson> persons)
            throws IOException, InterruptedException {
        var items = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < persons.size(); i++) {
            items.add(ResolveBench.item(i, persons.get(i)));
        }
        var answer = client.post(address(suite), Map.of("register", true, "items", items));
        var left = new ArrayList<DemoPerson>();
        for (int i = 0; i < persons.size(); i++) {
            if (answer.at("/items/" + i + "/subjectId").isMissingNode()) {
                left.add(persons.get(i));
            }
        }
        return left;
    }

    static URI address(Suite suite) {
        return suite.url(Part.IDENTITY_SERVICE).resolve("/v1/subjects/resolve");
    }

    /** A person and a document each, on one connection, a batch in a transaction. */
    private double bareInserts(int persons) throws SQLException {
        var database = suite.database("identity");
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = connection.createStatement()) {
            statement.execute("drop schema if exists bench cascade");
            statement.execute("create schema bench");
            statement.execute("create table bench.subject (like public.subject including all)");
            statement.execute("create table bench.identity_document (like public.identity_document including all)");
            statement.execute("create table bench.document_hash (like public.document_hash including all)");
            connection.setAutoCommit(false);
            long begun = System.nanoTime();
            for (int from = 0; from < persons; from += BATCH) {
                insert(connection, Math.min(BATCH, persons - from));
            }
            double perSecond = persons / ((System.nanoTime() - begun) / 1e9);
            statement.execute("drop schema bench cascade");
            connection.commit();
            return perSecond;
        }
    }

    private static void insert(Connection connection, int count) throws SQLException {
        var random = new SecureRandom();
        var ids = new Object[count];
        var hashes = new byte[count][];
        for (int i = 0; i < count; i++) {
            ids[i] = UUID.randomUUID();
            var hash = new byte[32];
            random.nextBytes(hash);
            hashes[i] = hash;
        }
        try (var subjects = connection.prepareStatement("""
            insert into bench.subject (id, sealed_name, name_key, verification, registered_at)
            select i, repeat('s', 64), 'key', 'VERIFIED', now() from unnest(?) as n (i)\
            """);
                var documents = connection.prepareStatement("""
                    insert into bench.identity_document
                        (id, subject_id, type, sealed_number, number_key, added_at)
                    select i, i, 'RESIDENT_ID', repeat('s', 80), 'key', now() from unnest(?) as n (i)\
                    """);
                var documentHashes = connection.prepareStatement("""
                    insert into bench.document_hash (hash, key, document_id)
                    select h, 'key', i from unnest(?, ?) as n (i, h)\
                    """)) {
            var subjectIds = connection.createArrayOf("uuid", ids);
            subjects.setArray(1, subjectIds);
            subjects.executeUpdate();
            documents.setArray(1, subjectIds);
            documents.executeUpdate();
            documentHashes.setArray(1, subjectIds);
            documentHashes.setArray(2, connection.createArrayOf("bytea", hashes));
            documentHashes.executeUpdate();
        }
        connection.commit();
    }
}
