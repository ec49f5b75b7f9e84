package org.chengxin.sharing.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.chengxin.sharing.Calls;
import org.chengxin.sharing.Person;
import org.chengxin.sharing.ReceiverTokens;
import org.chengxin.sharing.agreements.Agreed;
import org.chengxin.sharing.agreements.Agreement.Grant;
import org.chengxin.sharing.agreements.Agreements;
import org.chengxin.sharing.catalogue.Scopes;
import org.chengxin.sharing.records.Arrival;
import org.chengxin.sharing.records.FollowCalendar;
import org.chengxin.sharing.records.SharedRecords;
import org.chengxin.testkit.ServiceTest;
import org.chengxin.testkit.TestClock;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.client.RestTestClient;

/**
 * Query, batch, feed, snapshot, files and tables are asked the same question for random records, receivers, days and
 * consents, while the catalogue opens and closes types: each must show what the rule in plain Java says, with those
 * fields and no others.
 */
@ServiceTest
class OnePolicyTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");
    private static final List<String> TYPES =
            List.of("ALWAYS_OPEN", "DUTY_ONLY", "FOR_NOBODY", "CLOSES", "OPENS", "NOBODY_KNOWS");
    private static final List<String> DIVISIONS = List.of("530100", "532900", "533100");
    private static final List<String> FIELDS = List.of("summary", "amount");
    private static final List<String> STANDINGS =
            List.of("IN_FORCE", "IN_FORCE", "IN_FORCE", "IN_FORCE", "SUSPENDED", "REPAIRED", "WITHDRAWN", "NEW");
    private static final int PERSONS = 14;
    private static final int RECORDS = 10;
    private static final int RECEIVERS = 6;
    private static final int DAYS = 5;

    /** On which day of the test the scopes of two types change. */
    private static final int TURN = 2;

    @Autowired
    private RestTestClient http;

    @Autowired
    private Tokens tokens;

    @Autowired
    private TestClock clock;

    @Autowired
    private Agreements agreements;

    @Autowired
    private FollowCalendar calendar;

    @Autowired
    private SharedRecords records;

    @Autowired
    private ApplicationContext service;

    @TempDir
    private Path folder;

    private final Random random = new Random(42);
    private Calls calls;
    private long start;
    private List<Person> persons;
    private List<Arrival> arrivals;

    /** What a receiver may see, told in Java. */
    private record Terms(String division, List<String> regions, List<Grant> grants, LocalDate until) {}

    /** What a person allowed. */
    private record Allowed(String consentId, Person person, Grant grant, LocalDate until, LocalDate withdrawnOn) {}

    @BeforeEach
    void randomRecords() {
        calls = new Calls(http);
        start = records.head();
        Scopes.become(service, scopes(0));
        persons = new ArrayList<>();
        arrivals = new ArrayList<>();
        for (int i = 0; i < PERSONS; i++) {
            var person = Person.someone().known();
            persons.add(person);
            for (int j = 0; j < RECORDS; j++) {
                arrivals.add(arbitrary(person.subjectId()));
            }
        }
        Person.together(persons);
        ReceiverTokens.areGiven();
        Arrival.arrive(service, arrivals.toArray(Arrival[]::new));
    }

    @Test
    void everyPathShowsWhatTheRuleSaysOnEveryDay() throws IOException {
        var receivers = new ArrayList<Terms>();
        for (int i = 0; i < RECEIVERS; i++) {
            receivers.add(agreed("5399%02d".formatted(i)));
        }
        var ours = arrivals.stream().map(Arrival::recordId).collect(Collectors.toSet());
        var ways = new SixWays(service, calls, tokens, persons, start, folder);
        int cases = 0;
        for (int day = 0; day < DAYS; day++) {
            var today = TODAY.plusDays(day);
            clock.set(today);
            calendar.follow();
            Scopes.become(service, scopes(day));
            for (var receiver : receivers) {
                var expected = byTheRule(receiver, today, day);

                var shown = ways.ask(receiver.division());

                for (var path : shown.entrySet()) {
                    // The day also brings records of other tests.
                    path.getValue().keySet().retainAll(ours);
                    assertThat(path.getValue())
                            .as("%s of %s on %s", path.getKey(), receiver, today)
                            .isEqualTo(expected);
                    cases += arrivals.size();
                }
            }
        }
        assertThat(cases).isGreaterThan(25_000);
    }

    @Test
    void aConsentOpensWhatItNamesOnItsDaysAndNothingElse() {
        var consents = new ArrayList<Allowed>();
        for (var person : persons) {
            consents.add(allowed(person));
        }
        int cases = 0;
        for (int day = 0; day < DAYS; day++) {
            var today = TODAY.plusDays(day);
            clock.set(today);
            Scopes.become(service, scopes(day));
            for (var consent : consents) {
                if (today.equals(consent.withdrawnOn())) {
                    calls.delete(
                            "/v1/consents/" + consent.consentId(),
                            tokens.citizen(consent.person().subjectId()));
                }
                boolean holds = today.isBefore(consent.until())
                        && (consent.withdrawnOn() == null || today.isBefore(consent.withdrawnOn()));

                var reply = calls.post(
                        "/v1/queries", tokens.agency(), consent.person().question("EMPLOYMENT", "P-1"));

                assertThat(reply.status()).as("%s on %s", consent, today).isEqualTo(holds ? 200 : 403);
                var expected = new HashMap<String, Set<String>>();
                for (var arrival : arrivals) {
                    boolean theirs = arrival.data()
                            .get("subjectId")
                            .equals(consent.person().subjectId().toString());
                    if (holds
                            && theirs
                            && isFinal(arrival, today)
                            && "AGREEMENT_OR_CONSENT".equals(scopes(day).get(type(arrival)))
                            && type(arrival).equals(consent.grant().recordType())) {
                        expected.put(
                                arrival.recordId(),
                                new TreeSet<>(consent.grant().fields()));
                    }
                    cases++;
                }
                assertThat(holds ? SixWays.fields(reply.json().path("records")) : Map.of())
                        .as("%s on %s", consent, today)
                        .isEqualTo(expected);
            }
        }
        assertThat(cases).isGreaterThan(5_000);
    }

    /** What the catalogue says on a day of the test; of one type it says nothing. */
    private static Map<String, String> scopes(int day) {
        return Map.of(
                "ALWAYS_OPEN", "AGREEMENT_OR_CONSENT",
                "DUTY_ONLY", "AGREEMENT",
                "FOR_NOBODY", "NOBODY",
                "CLOSES", day < TURN ? "AGREEMENT_OR_CONSENT" : "NOBODY",
                "OPENS", day < TURN ? "FROM_THE_FUTURE" : "AGREEMENT_OR_CONSENT");
    }

    private Terms agreed(String division) {
        var regions =
                random.nextInt(3) == 0 ? List.of("*") : DIVISIONS.subList(0, 1 + random.nextInt(DIVISIONS.size()));
        var grants = new ArrayList<Grant>();
        if (random.nextBoolean()) {
            grants.add(new Grant("*", fieldsOrAll()));
        }
        grants.add(new Grant(TYPES.get(random.nextInt(TYPES.size())), fieldsOrAll()));
        var until = TODAY.plusDays(2 + random.nextInt(2 * DAYS));
        for (var feed : new String[] {null, "prefecture-" + division}) {
            agreements.add(Agreed.on("prefecture-" + division, feed, regions, grants, until, null));
        }
        return new Terms(division, regions, grants, until);
    }

    private List<String> fieldsOrAll() {
        return random.nextInt(3) == 0 ? List.of("*") : FIELDS.subList(0, random.nextInt(FIELDS.size() + 1));
    }

    private Allowed allowed(Person person) {
        var grant = new Grant(
                TYPES.get(random.nextInt(TYPES.size())), FIELDS.subList(0, 1 + random.nextInt(FIELDS.size())));
        var until = TODAY.plusDays(1 + random.nextInt(DAYS + 2));
        var given = calls.post(
                "/v1/consents",
                tokens.citizen(person.subjectId()),
                Map.of(
                        "receiver",
                        "agency-demo-bank",
                        "purpose",
                        "EMPLOYMENT",
                        "grants",
                        List.of(Map.of("recordType", grant.recordType(), "fields", grant.fields())),
                        "until",
                        until.toString()));
        assertThat(given.status()).isEqualTo(201);
        return new Allowed(
                given.json().path("consentId").asString(),
                person,
                grant,
                until,
                random.nextBoolean() ? TODAY.plusDays(1 + random.nextInt(DAYS)) : null);
    }

    private Arrival arbitrary(UUID subjectId) {
        return Arrival.of(subjectId)
                .with("recordType", TYPES.get(random.nextInt(TYPES.size())))
                .with("division", DIVISIONS.get(random.nextInt(DIVISIONS.size())))
                .with("standing", STANDINGS.get(random.nextInt(STANDINGS.size())))
                .with("answerUntil", random.nextBoolean() ? null : TODAY.plusDays(random.nextInt(6) - 3))
                .with("finalOn", random.nextInt(5) == 0 ? null : TODAY.plusDays(random.nextInt(7) - 4))
                .with("displayUntil", TODAY.plusDays(random.nextInt(8) - 1));
    }

    /** Fields of each record shown; nothing for a receiver whose agreement is over. */
    private Map<String, Set<String>> byTheRule(Terms receiver, LocalDate today, int onDay) {
        var shown = new HashMap<String, Set<String>>();
        if (!today.isBefore(receiver.until())) {
            return shown;
        }
        for (var arrival : arrivals) {
            var division = (String) arrival.data().get("division");
            boolean covered =
                    receiver.regions().contains("*") || receiver.regions().contains(division);
            var grant = receiver.grants().stream()
                    .filter(one -> one.recordType().equals(type(arrival)))
                    .findFirst()
                    .or(() -> receiver.grants().stream()
                            .filter(one -> one.recordType().equals("*"))
                            .findFirst());
            boolean open = scopes(onDay).getOrDefault(type(arrival), "NOBODY").startsWith("AGREEMENT");
            if (covered && open && grant.isPresent() && isFinal(arrival, today)) {
                var fields = grant.get().fields();
                shown.put(arrival.recordId(), new TreeSet<>(fields.contains("*") ? FIELDS : fields));
            }
        }
        return shown;
    }

    private static boolean isFinal(Arrival arrival, LocalDate today) {
        return new StateByTheRule(
                                (String) arrival.data().get("standing"),
                                day(arrival, "answerUntil"),
                                day(arrival, "finalOn"),
                                day(arrival, "displayUntil"))
                        .on(today)
                == RecordState.FINAL;
    }

    private static String type(Arrival arrival) {
        return (String) arrival.data().get("recordType");
    }

    private static LocalDate day(Arrival arrival, String member) {
        var day = arrival.data().get(member);
        return day == null ? null : LocalDate.parse((String) day);
    }
}
