package org.chengxin.bench.ingest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.chengxin.local.access.Department;
import org.chengxin.local.demo.DemoPerson;
import org.chengxin.local.demo.Facts;
import org.chengxin.local.demo.Message;
import org.chengxin.local.demo.RecordType;
import org.chengxin.local.demo.Report;

/**
 * Intake events as a bad day brings them: few persons have many (Zipf), every fifth event is a repetition, every
 * twentieth comes after its own amendment, every hundredth cannot be accepted.
 *
 * <p>The same catalogue, persons, day and number give the same events but for their ids.
 */
public final class EventFeed {

    private static final long SEED = 20_261_123L;
    private static final double ZIPF = 0.8;
    private static final int DEPARTMENTS = 10;
    /** A repetition or an overtaken report comes within so many events, if it does not come much later. */
    private static final int NEAR = 50;

    private final List<DemoPerson> persons;
    private final LocalDate today;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final List<Source> sources;
    private final double[] sharesOfPersons;
    private final List<Planned> planned = new ArrayList<>();
    private final Map<String, Integer> latest = new HashMap<>();
    private int poisoned;

    private record Source(Department department, RecordType type) {}

    private record Planned(long at, int number, int revision, boolean poison) {}

    /** @param events how many messages, repetitions included */
    public EventFeed(List<RecordType> catalogue, List<DemoPerson> persons, LocalDate today, int events) {
        this(catalogue, persons, today);
        plan(events, 0);
    }

    /**
     * More events like these, about records of their own.
     *
     * @param after the number of the last record that there is
     */
    public static EventFeed newcomers(
            List<RecordType> catalogue, List<DemoPerson> persons, LocalDate today, int events, int after) {
        var feed = new EventFeed(catalogue, persons, today);
        feed.plan(events, after);
        return feed;
    }

    /**
     * Amendments of old records, wherever they lie.
     *
     * @param present the revision that each record has now
     * @param events how many of them are amended
     */
    public static EventFeed amendments(
            List<RecordType> catalogue,
            List<DemoPerson> persons,
            LocalDate today,
            Map<String, Integer> present,
            int events) {
        var feed = new EventFeed(catalogue, persons, today);
        var old = new ArrayList<>(present.keySet());
        Collections.sort(old);
        Collections.shuffle(old, new Random(SEED + present.hashCode()));
        for (var id : old.subList(0, Math.min(events, old.size()))) {
            int revision = present.getOrDefault(id, 0) + 1;
            feed.planned.add(new Planned(feed.planned.size(), numberOf(id), revision, false));
            feed.latest.put(id, revision);
        }
        return feed;
    }

    private EventFeed(List<RecordType> catalogue, List<DemoPerson> persons, LocalDate today) {
        this.persons = persons;
        this.today = today;
        this.sources = Department.all().stream()
                .flatMap(department -> catalogue.stream()
                        .filter(type -> !type.adverse()
                                && type.providingDepartments().contains(department.code())
                                && type.inForceFrom().isBefore(today.minusYears(1)))
                        .limit(1)
                        .map(type -> new Source(department, type)))
                .limit(DEPARTMENTS)
                .toList();
        if (sources.isEmpty()) {
            throw new IllegalArgumentException(
                    "No department provides a positive record that was in force a year ago.");
        }
        this.sharesOfPersons = shares(persons.size());
    }

    /** Who reports. */
    public List<Department> departments() {
        return sources.stream().map(Source::department).distinct().toList();
    }

    public int events() {
        return planned.size();
    }

    /** The highest number of a record in it. */
    public int lastNumber() {
        return planned.stream().mapToInt(Planned::number).max().orElse(0);
    }

    /** Events that must be rejected. */
    public int poisoned() {
        return poisoned;
    }

    /** By the source's own id: the revision that each record must have in the end. */
    public Map<String, Integer> latest() {
        return Map.copyOf(latest);
    }

    /** Hands out every event in its order, with its id. */
    public void forEach(BiConsumer<String, ProducerRecord<String, byte[]>> take) {
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        int nth = 0;
        for (var plan : planned) {
            var id = UUID.randomUUID().toString();
            take.accept(id, message(plan, id, now, nth++ % 2 == 0));
        }
    }

    private void plan(int events, int after) {
        int number = after;
        while (planned.size() < events) {
            number++;
            long at = (long) number * NEAR;
            int die = random.nextInt(1000);
            int room = events - planned.size();
            if (die < 13) {
                planned.add(new Planned(at, number, 1, true));
                poisoned++;
                continue;
            }
            boolean amended = die < 150 && room > 1;
            boolean overtaken = die < 80;
            planned.add(new Planned(amended && overtaken ? at + near() : at, number, 1, false));
            if (amended) {
                planned.add(new Planned(overtaken ? at : at + near(), number, 2, false));
            }
            latest.put(sourceRecordId(number), amended ? 2 : 1);
            if (random.nextInt(1000) < 285 && planned.size() < events) {
                long later = random.nextBoolean() ? near() : random.nextLong((long) events * NEAR);
                planned.add(new Planned(at + near() + later, number, amended && random.nextBoolean() ? 2 : 1, false));
            }
        }
        planned.sort(Comparator.comparingLong(Planned::at));
    }

    private long near() {
        return random.nextLong(1, (long) NEAR * NEAR);
    }

    private ProducerRecord<String, byte[]> message(Planned plan, String id, Instant now, boolean structured) {
        // A generator of its own for each case, so that a repetition says the same again.
        var chance = new SplittableRandom(SEED + plan.number());
        var source = sources.get(chance.nextInt(sources.size()));
        var person = persons.get(personAt(chance.nextDouble()));
        var decided = today.minusDays(chance.nextInt(1, 300));
        Map<String, Object> data = new LinkedHashMap<>(Report.content(
                sourceRecordId(plan.number()),
                source.type(),
                person,
                new Report.Dates(decided.minusDays(chance.nextInt(10, 60)), decided, null, null),
                Facts.of(source.type(), chance),
                plan.number()));
        data.put("revision", plan.revision());
        if (plan.poison()) {
            data.put("recordType", "NO_SUCH_TYPE");
        }
        var type = plan.revision() == 1 ? "record.reported.v1" : "record.amended.v1";
        var key = sourceRecordId(plan.number());
        return structured
                ? Message.structured(source.department(), id, type, now, key, data)
                : Message.binary(source.department(), id, type, now, key, data);
    }

    private static String sourceRecordId(int number) {
        return "BENCH-%08d".formatted(number);
    }

    /** The number in the source's own id of a record. */
    public static int numberOf(String sourceRecordId) {
        return Integer.parseInt(sourceRecordId.substring("BENCH-".length()));
    }

    private int personAt(double share) {
        int low = 0;
        int high = sharesOfPersons.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sharesOfPersons[middle] < share) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Cumulative. */
    private static double[] shares(int persons) {
        var shares = new double[persons];
        double sum = 0;
        for (int rank = 0; rank < persons; rank++) {
            sum += 1 / Math.pow(rank + 1, ZIPF);
            shares[rank] = sum;
        }
        for (int rank = 0; rank < persons; rank++) {
            shares[rank] /= sum;
        }
        return shares;
    }
}
