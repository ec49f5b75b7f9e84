package org.chengxin.bench.growth;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chengxin.bench.ingest.Delivery;
import org.chengxin.bench.ingest.EventFeed;
import org.chengxin.bench.report.Disk;
import org.chengxin.bench.report.Figures;
import org.chengxin.bench.requests.Costs;
import org.chengxin.bench.requests.Costs.Cost;
import org.chengxin.bench.requests.Loads;
import org.chengxin.local.Complaint;
import org.chengxin.local.Part;
import org.chengxin.local.Suite;
import org.chengxin.local.demo.DemoPerson;
import org.chengxin.local.demo.RecordType;

/** The same operations at each size of the books, ten times as large from one to the next. */
public final class GrowthBench {

    private static final String MEASURE = "growth";
    private static final String BY_PART =
            ", processor us by part (" + Costs.PARTS.stream().map(Part::id).collect(Collectors.joining(" / ")) + ")";
    private static final int STEP = 10;
    private static final int FEWEST_EVENTS = 500;
    private static final int MOST_EVENTS = 10_000;
    private static final int PAGES = 100;
    private static final int REQUESTS = 60;
    private static final long BYTES = 30_000_000;

    private final Suite suite;
    private final Figures figures;
    private final List<DemoPerson> persons;
    private final Loads loads;
    private final Books books;
    private final Costs costs;
    private final Map<String, Integer> present = new HashMap<>();
    private List<RecordType> catalogue = List.of();
    private int lastNumber;

    public GrowthBench(Suite suite, Figures figures, List<DemoPerson> persons, Loads loads) {
        this.suite = suite;
        this.figures = figures;
        this.persons = persons;
        this.loads = loads;
        this.books = new Books(suite);
        this.costs = new Costs(suite, persons);
    }

    /**
     * From the records that there are up to {@code most}.
     *
     * @param first the revision of each record that was taken in before
     */
    public void run(Map<String, Integer> first, long most) throws Exception {
        present.putAll(first);
        catalogue = RecordType.catalogue(suite.gateway());
        // A refused event has a number too, but no record: it may be the last.
        lastNumber =
                2 * first.keySet().stream().mapToInt(EventFeed::numberOf).max().orElse(0);
        int events = Math.max(FEWEST_EVENTS, Math.min(MOST_EVENTS, present.size() / STEP));
        long upTo = costs.lastPosition();
        Optional<Map<String, Cost>> smallest = Optional.empty();
        while (true) {
            long records = books.records();
            var now = measure(events, upTo);
            tell(records, now, smallest);
            smallest = smallest.or(() -> Optional.of(now));
            if (records * STEP > most * 3 / 2) {
                return;
            }
            room(records);
            books.multiply(STEP);
        }
    }

    private Map<String, Cost> measure(int events, long upTo) throws Exception {
        Map<String, Cost> now = new LinkedHashMap<>();
        // Before it counts: books just copied are nowhere in memory, where those in use are as far as they fit, and the
        // smallest size must not pay for everything that is done for the first time.
        fresh(events);
        changed(events);
        costs.untilSteady(loads, upTo);
        books.checkpoint();
        now.put("new event", fresh(events));
        now.put("amendment of an old record", changed(events));
        now.put("query", costs.query(loads));
        now.put("record of a feed page", costs.page(PAGES, upTo));
        now.put("record of a snapshot", costs.snapshot(BYTES, upTo));
        now.put("1,000 documents resolved", costs.resolve(REQUESTS));
        return now;
    }

    private Cost fresh(int events) throws Exception {
        var feed = EventFeed.newcomers(catalogue, persons, today(), events, lastNumber);
        lastNumber += events * 2;
        return delivered(feed);
    }

    private Cost changed(int events) throws Exception {
        var feed = EventFeed.amendments(catalogue, persons, today(), present, events);
        var cost = delivered(feed);
        present.putAll(feed.latest());
        return cost;
    }

    private static LocalDate today() {
        return LocalDate.now(Clock.system(ZoneId.of("Asia/Shanghai")));
    }

    private Cost delivered(EventFeed feed) throws Exception {
        var delivered = new Delivery(suite).run(feed);
        return Cost.of(delivered.used(), delivered.events(), 1e3 / delivered.perSecond());
    }

    private void tell(long records, Map<String, Cost> now, Optional<Map<String, Cost>> smallest) throws Exception {
        var size = String.format(Locale.ROOT, "%,d records: ", records);
        for (var one : now.entrySet()) {
            var cost = one.getValue();
            figures.plain(
                    MEASURE,
                    size + one.getKey() + ", processor us / ms",
                    "%,.0f / %,.2f",
                    cost.micros(),
                    cost.millis());
            figures.plain(MEASURE, size + one.getKey() + BY_PART, "%s", cost.parts());
            if (smallest.isPresent()) {
                var before = smallest.get().getOrDefault(one.getKey(), cost);
                figures.ratio(
                        MEASURE,
                        size + one.getKey() + ", processor time against the smallest",
                        cost.micros(),
                        before.micros(),
                        one.getKey().startsWith("amendment") ? "<= 2.0" : "<= 1.3");
            }
        }
        Disk.of(suite).tell(MEASURE, records, figures);
    }

    /** Copies are as large as their originals; laying one table in order takes its size again for a while. */
    private void room(long records) throws Exception {
        long wanted = Disk.of(suite).total() * STEP * 5 / 4;
        long free = Files.getFileStore(Path.of(suite.logs().toString())).getUsableSpace();
        if (free < wanted) {
            throw new Complaint("%,d records would need %,d MiB on disk; %,d are free."
                    .formatted(records * STEP, wanted >> 20, free >> 20));
        }
    }
}
