package org.chengxin.bench.requests;

import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.chengxin.bench.report.Figures;
import org.chengxin.local.Suite;
import org.chengxin.local.demo.DemoPerson;

/** A thousand known documents in one request, against the one statement that finds as many rows. */
public final class ResolveBench {

    private static final String MEASURE = "resolve";
    private static final int DOCUMENTS = 1_000;
    /** Requests before any counts: a service that has only registered has not compiled how it finds. */
    private static final int WARM_UP = 400;

    private final Suite suite;
    private final Figures figures;

    public ResolveBench(Suite suite, Figures figures) {
        this.suite = suite;
        this.figures = figures;
    }

    static Map<String, Object> item(int ref, DemoPerson person) {
        return Map.of(
                "ref",
                Integer.toString(ref),
                "document",
                Map.of("type", DemoPerson.DOCUMENT_TYPE, "number", person.documentNumber()),
                "name",
                person.name());
    }

    public void run(List<DemoPerson> persons, int repetitions) throws Exception {
        var known = persons.subList(0, Math.min(DOCUMENTS, persons.size()));
        var items = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < known.size(); i++) {
            items.add(item(i, known.get(i)));
        }
        var client = new Client(suite, "record-service");
        var body = Map.of("register", false, "items", items);
        var ours = timed(repetitions, () -> {
            var answer = client.post(RegisterBench.address(suite), body);
            if (answer.path("items").size() != known.size()) {
                throw new IllegalStateException("Not every document was answered.");
            }
        });
        figures.plain(MEASURE, known.size() + " known documents, p50 / p99 ms", "%.1f / %.1f", ours.p50(), ours.p99());
        var limit = limit(known.size(), repetitions);
        figures.plain(MEASURE, "the one statement, p50 / p99 ms", "%.1f / %.1f", limit.p50(), limit.p99());
        figures.ratio(MEASURE, "ours / the statement (p50)", ours.p50(), limit.p50(), "<= 3");
    }

    private Times limit(int documents, int repetitions) throws Exception {
        var database = suite.database("identity");
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var hashes = connection.prepareStatement("select array_agg(hash) from (select hash "
                        + "from document_hash order by random() limit " + documents + ") one");
                var found = hashes.executeQuery()) {
            found.next();
            var wanted = found.getArray(1);
            try (var statement = connection.prepareStatement("""
                    select h.hash, s.id, s.sealed_name, s.verification, d.sealed_number
                    from document_hash h
                    join identity_document d on d.id = h.document_id
                    join subject s on s.id = d.subject_id
                    where h.hash = any (?)""")) {
                statement.setArray(1, wanted);
                return timed(repetitions, () -> {
                    int rows = 0;
                    try (var row = statement.executeQuery()) {
                        while (row.next()) {
                            rows += row.getString(3).isEmpty() ? 0 : 1;
                        }
                    }
                    if (rows != documents) {
                        throw new IllegalStateException("Not every document was found.");
                    }
                });
            }
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    private record Times(double p50, double p99) {}

    private static Times timed(int repetitions, Work work) throws Exception {
        var histogram = new Histogram(TimeUnit.MINUTES.toMicros(1), 3);
        for (int i = -WARM_UP; i < repetitions; i++) {
            long begun = System.nanoTime();
            work.run();
            if (i >= 0) {
                histogram.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begun));
            }
        }
        return new Times(histogram.getValueAtPercentile(50) / 1000.0, histogram.getValueAtPercentile(99) / 1000.0);
    }
}
