package org.chengxin.local.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.chengxin.local.access.Department;
import org.chengxin.local.access.Participant;

/**
 * The intake events of the demo, one after the other; the same catalogue, day and number give the same events.
 *
 * <p>The first cases are about the twenty persons who can sign in: each has a final, a not final, an announced, an
 * amended and a positive record. The others are drawn at random.
 */
final class DemoEvents implements Iterator<DemoEvent> {

    static final String REPORTED = "record.reported.v1";
    static final String AMENDED = "record.amended.v1";
    static final String WITHDRAWN = "record.withdrawn.v1";

    private static final long SEED = 4_711L;
    private static final List<Story> OF_EVERY_CITIZEN =
            List.of(Story.FINAL, Story.NOT_FINAL, Story.IN_NOTICE, Story.AMENDED, Story.POSITIVE);
    /** Longest challenge period (six months) with the days that serving the notice takes, and a margin. */
    private static final int DAYS_UNTIL_FINAL = 200;

    private final LocalDate today;
    private final List<DemoPerson> persons;
    private final Map<Department, List<RecordType>> adverse;
    private final Map<Department, List<RecordType>> positive;
    private final int wanted;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final List<DemoEvent> told = new ArrayList<>();
    private int cases;
    private int given;

    DemoEvents(List<RecordType> catalogue, List<DemoPerson> persons, LocalDate today, int wanted) {
        this.today = today;
        this.persons = persons;
        this.wanted = wanted;
        this.adverse = byDepartment(catalogue, true);
        this.positive = byDepartment(catalogue, false);
        if (adverse.isEmpty() || positive.isEmpty()) {
            throw new IllegalArgumentException("The catalogue has no type that a department with a client provides.");
        }
    }

    @Override
    public boolean hasNext() {
        return given < wanted;
    }

    @Override
    public DemoEvent next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        while (told.isEmpty()) {
            tell();
        }
        given++;
        return told.removeFirst();
    }

    /** Departments that have something to report. */
    static List<Department> departments(List<RecordType> catalogue) {
        return Department.all().stream()
                .filter(department -> catalogue.stream()
                        .anyMatch(type -> type.providingDepartments().contains(department.code())))
                .toList();
    }

    private void tell() {
        int number = ++cases;
        int forCitizens = Participant.CITIZENS * OF_EVERY_CITIZEN.size();
        boolean citizen = number <= forCitizens;
        DemoPerson person = citizen
                ? persons.get((number - 1) % Participant.CITIZENS)
                : persons.get(random.nextInt(persons.size()));
        Story story = citizen ? OF_EVERY_CITIZEN.get((number - 1) / Participant.CITIZENS) : drawStory();
        Map<Department, List<RecordType>> providers = story.adverse() ? adverse : positive;
        List<Department> departments = List.copyOf(providers.keySet());
        Department department = departments.get(number % departments.size());
        RecordType type = pick(providers.getOrDefault(department, List.of()));
        tell(number, story, person, department, type);
    }

    private void tell(int number, Story story, DemoPerson person, Department department, RecordType type) {
        String id = "DEMO-%06d".formatted(number);
        Report.Dates dates = dates(story, type);
        if (dates.decidedOn().isBefore(type.inForceFrom())) {
            return;
        }
        Map<String, Object> facts = Facts.of(type, random);
        Map<String, Object> report = Report.content(id, type, person, dates, facts, number);
        switch (story) {
            case FINAL, NOT_FINAL, IN_NOTICE, POSITIVE -> add(department, story, REPORTED, id, report, "accepted");
            case EXPIRED -> add(department, story, REPORTED, id, report, "rejected:already-expired");
            case WITHOUT_NOTICE -> {
                Map<String, Object> incomplete = new LinkedHashMap<>(report);
                incomplete.remove("noticeServedOn");
                add(department, story, REPORTED, id, incomplete, "rejected:notice-missing");
            }
            case SENT_TWICE -> {
                add(department, story, REPORTED, id, report, "accepted");
                add(department, story, REPORTED, id, report, "duplicate");
            }
            case AMENDED -> {
                add(department, story, REPORTED, id, report, "accepted");
                add(department, story, AMENDED, id, amended(report, facts), "accepted");
            }
            case OUT_OF_ORDER -> {
                add(department, story, AMENDED, id, amended(report, facts), "accepted");
                add(department, story, REPORTED, id, report, "superseded");
            }
            case WITHDRAWN -> {
                // The report of a person who is not registered yet waits for the authority, the withdrawal does not.
                add(department, story, REPORTED, id, report, "accepted|superseded");
                add(department, story, WITHDRAWN, id, Map.of("sourceRecordId", id, "revision", 2), "accepted");
            }
        }
    }

    private void add(
            Department department, Story story, String type, String id, Map<String, Object> data, String expected) {
        told.add(new DemoEvent(department, story, type, id, data, expected));
    }

    private static Map<String, Object> amended(Map<String, Object> report, Map<String, Object> facts) {
        Map<String, Object> amendment = new LinkedHashMap<>(report);
        amendment.put("revision", 2);
        Map<String, Object> newFacts = new LinkedHashMap<>(facts);
        newFacts.computeIfPresent("dutyPerformed", (_, _) -> true);
        amendment.put("facts", newFacts);
        return amendment;
    }

    /** The days of a case, each story on its side of the legal limits. */
    private Report.Dates dates(Story story, RecordType type) {
        int longest = type.maxDisplayMonths() * 30 - 10;
        int daysAgo = switch (story) {
            case FINAL, AMENDED, WITHDRAWN, SENT_TWICE, OUT_OF_ORDER, WITHOUT_NOTICE ->
                random.nextInt(DAYS_UNTIL_FINAL, Math.max(DAYS_UNTIL_FINAL + 1, longest));
            case NOT_FINAL -> random.nextInt(45, 80);
            case IN_NOTICE -> random.nextInt(0, 5);
            case EXPIRED -> type.maxDisplayMonths() * 31 + random.nextInt(10, 60);
            case POSITIVE -> random.nextInt(1, 700);
        };
        LocalDate decidedOn = today.minusDays(daysAgo);
        LocalDate occurredOn = decidedOn.minusDays(random.nextInt(20, 150));
        if (!type.adverse()) {
            return new Report.Dates(occurredOn, decidedOn, null, null);
        }
        LocalDate noticeServedOn = decidedOn.plusDays(Math.min(daysAgo, random.nextInt(0, 6)));
        boolean isFinal = story != Story.NOT_FINAL && story != Story.IN_NOTICE;
        return new Report.Dates(occurredOn, decidedOn, noticeServedOn, isFinal ? noticeServedOn.plusMonths(6) : null);
    }

    private Story drawStory() {
        int ticket = random.nextInt(
                Arrays.stream(Story.values()).mapToInt(Story::weight).sum());
        for (Story story : Story.values()) {
            ticket -= story.weight();
            if (ticket < 0) {
                return story;
            }
        }
        throw new IllegalStateException("The tickets are used up.");
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** Only types that are displayed long enough to become final within their display period. */
    private static Map<Department, List<RecordType>> byDepartment(List<RecordType> catalogue, boolean adverse) {
        return Department.all().stream()
                .collect(Collectors.toMap(
                        department -> department,
                        department -> catalogue.stream()
                                .filter(type -> type.adverse() == adverse)
                                .filter(type -> type.providingDepartments().contains(department.code()))
                                .filter(type -> !adverse || type.maxDisplayMonths() * 30 - 10 > DAYS_UNTIL_FINAL)
                                .toList(),
                        (one, _) -> one,
                        LinkedHashMap::new))
                .entrySet()
                .stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one, LinkedHashMap::new));
    }
}
