package org.chengxin.bench.requests;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chengxin.bench.report.CpuTime;
import org.chengxin.local.Complaint;
import org.chengxin.local.Part;
import org.chengxin.local.Suite;
import org.chengxin.local.demo.DemoPerson;

/** What one request of each kind costs with the books as they are. */
public final class Costs {

    private static final int CALLERS = 8;
    private static final int PAGE = 500;
    private static final int DOCUMENTS = 1_000;
    /** Bytes of a snapshot that is only to warm the services. */
    private static final long SHORT = 500_000;

    private static final long SEED = 20_261_126L;

    private final Suite suite;
    private final List<DemoPerson> persons;
    private final QueryBench.Asking asking;
    private final Pulls pulls;
    private final SplittableRandom random = new SplittableRandom(SEED);

    public Costs(Suite suite, List<DemoPerson> persons) {
        this.suite = suite;
        this.persons = List.copyOf(persons);
        this.asking = new QueryBench.Asking(suite, persons);
        this.pulls = new Pulls(suite);
    }

    /**
     * Of one operation.
     *
     * @param micros of the processor, all parts together
     * @param millis on the wall, one after the other; for queries the median of several callers
     * @param parts who of them used the processor
     */
    public record Cost(double micros, double millis, String parts) {

        /** @param used for so many operations */
        public static Cost of(CpuTime used, double operations, double millis) {
            var parts = PARTS.stream()
                    .map(part -> String.format(Locale.ROOT, "%,.0f", used.of(part) * 1e6 / operations))
                    .collect(Collectors.joining(" / "));
            return new Cost(used.total() * 1e6 / operations, millis, parts);
        }

        Cost inMillis(double median) {
            return new Cost(micros, median, parts);
        }
    }

    /** Who has work with records, in the order in which {@link Cost#parts} tells them. */
    public static final List<Part> PARTS = List.of(
            Part.RECORD_SERVICE,
            Part.IDENTITY_SERVICE,
            Part.SHARING_SERVICE,
            Part.GATEWAY,
            Part.POSTGRESQL,
            Part.KAFKA);

    @FunctionalInterface
    private interface Work {
        /** @return how many operations that was */
        long run() throws Exception;
    }

    private Cost of(Work work) throws Exception {
        var before = CpuTime.of(suite);
        long begun = System.nanoTime();
        double done = Math.max(1, work.run());
        double seconds = (System.nanoTime() - begun) / 1e9;
        return Cost.of(CpuTime.of(suite).since(before), done, seconds * 1e3 / done);
    }

    /** Every kind of request until it is answered no faster. */
    public void untilSteady(Loads loads, long upTo) throws InterruptedException {
        var address = suite.gateway().resolve("/v1/queries");
        Warming.of(suite, loads).untilSteady(CALLERS, _ -> asking.ask(address));
        var shorter = Warming.of(suite, loads.dividedBy(2));
        shorter.untilSteady(1, _ -> page(1, upTo));
        shorter.untilSteady(1, _ -> snapshot(SHORT, upTo));
        shorter.untilSteady(1, _ -> resolve(1));
    }

    /** A question about a person, through the gateway. */
    public Cost query(Loads loads) throws Exception {
        var address = suite.gateway().resolve("/v1/queries");
        var outcome = new Load.Outcome[1];
        var cost = of(() -> {
            outcome[0] = Load.closed(CALLERS, loads.seconds(), _ -> asking.ask(address));
            return outcome[0].micros().getTotalCount();
        });
        if (outcome[0].errors() > 0) {
            throw new Complaint("%d questions were not answered.".formatted(outcome[0].errors()));
        }
        return cost.inMillis(outcome[0].millis(50));
    }

    /** One record of a page of changes from anywhere in the feed up to a position. */
    public Cost page(int pages, long upTo) throws Exception {
        return of(() -> {
            long rows = 0;
            for (int i = 0; i < pages; i++) {
                rows += pulls.page(random.nextLong(Math.max(1, upTo - PAGE)), PAGE)
                        .rows();
            }
            return rows;
        });
    }

    /** One record of the beginning of a snapshot at a position. */
    public Cost snapshot(long bytes, long upTo) throws Exception {
        return of(() -> pulls.beginning(bytes, upTo).rows());
    }

    /** A thousand documents at once. */
    public Cost resolve(int times) throws Exception {
        var client = new Client(suite, "record-service");
        return of(() -> {
            for (int i = 0; i < times; i++) {
                var items = IntStream.range(0, Math.min(DOCUMENTS, persons.size()))
                        .mapToObj(ref -> ResolveBench.item(ref, persons.get(random.nextInt(persons.size()))))
                        .toList();
                client.post(RegisterBench.address(suite), Map.of("register", false, "items", items));
            }
            return times;
        });
    }

    /** The last position of the feed. */
    public long lastPosition() throws SQLException {
        var database = suite.database("sharing");
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = connection.createStatement();
                var row = statement.executeQuery("select position from feed_head")) {
            row.next();
            return row.getLong(1);
        }
    }
}
