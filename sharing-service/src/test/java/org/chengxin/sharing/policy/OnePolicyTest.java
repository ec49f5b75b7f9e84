package org.chengxin.sharing.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.chengxin.sharing.Calls;
import org.chengxin.sharing.Person;
import org.chengxin.sharing.agreements.Agreement;
import org.chengxin.sharing.agreements.Agreement.Grant;
import org.chengxin.sharing.agreements.Agreement.Identity;
import org.chengxin.sharing.agreements.Agreement.Status;
import org.chengxin.sharing.agreements.Agreements;
import org.chengxin.sharing.agreements.Purpose;
import org.chengxin.sharing.records.Arrival;
import org.chengxin.sharing.records.FollowCalendar;
import org.chengxin.testkit.ServiceTest;
import org.chengxin.testkit.TestClock;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** Query and feed are asked the same question and must give the same answer: what the rule in plain Java says. */
@ServiceTest
class OnePolicyTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");
    private static final List<String> TYPES = List.of("INCOME_TAX_ADVERSE", "VOLUNTEER_RECORD_POSITIVE", "OTHER");
    private static final List<String> DIVISIONS = List.of("530100", "532900", "533100");
    private static final List<String> STANDINGS =
            List.of("IN_FORCE", "IN_FORCE", "IN_FORCE", "IN_FORCE", "SUSPENDED", "REPAIRED", "WITHDRAWN");

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
    private ApplicationContext service;

    private final Random random = new Random(42);
    private Calls calls;

    @BeforeEach
    void client() {
        calls = new Calls(http);
    }

    @Test
    void queryAndFeedShowTheSameRecordsWithTheSameFieldsOnEveryDay() {
        agree("539900", List.of("*"), List.of(new Grant("*", List.of("*"))));
        agree("539901", List.of("530100"), List.of(new Grant("*", List.of("summary"))));
        agree(
                "539902",
                List.of("530100", "533100"),
                List.of(
                        new Grant("INCOME_TAX_ADVERSE", List.of("amount")),
                        new Grant("VOLUNTEER_RECORD_POSITIVE", List.of())));
        var persons = new ArrayList<Person>();
        var arrivals = new ArrayList<Arrival>();
        for (int i = 0; i < 12; i++) {
            var person = Person.someone().known();
            persons.add(person);
            for (int j = 0; j < 12; j++) {
                arrivals.add(arbitrary(person.subjectId()));
            }
        }
        Arrival.arrive(service, arrivals.toArray(Arrival[]::new));

        for (int day = 0; day < 4; day++) {
            var today = TODAY.plusDays(day);
            clock.set(today);
            calendar.follow();
            for (var receiver : List.of("539900", "539901", "539902")) {
                var byQuery = byQuery(receiver, persons);
                var byFeed = byFeed(receiver);

                assertThat(byFeed).as("receiver %s on %s", receiver, today).containsAllEntriesOf(byQuery);
                var ours = arrivals.stream().map(Arrival::recordId).toList();
                assertThat(byQuery.keySet())
                        .isEqualTo(byFeed.keySet().stream()
                                .filter(ours::contains)
                                .collect(java.util.stream.Collectors.toSet()));
                assertThat(byQuery.keySet()).containsExactlyInAnyOrderElementsOf(byTheRule(receiver, arrivals, today));
            }
        }
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

    private List<String> byTheRule(String receiver, List<Arrival> arrivals, LocalDate today) {
        return arrivals.stream()
                .filter(arrival -> {
                    String division = (String) arrival.data().get("division");
                    return switch (receiver) {
                        case "539901" -> division.equals("530100");
                        case "539902" ->
                            !division.equals("532900")
                                    && !arrival.data().get("recordType").equals("OTHER");
                        default -> true;
                    };
                })
                .filter(arrival -> new StateByTheRule(
                                        (String) arrival.data().get("standing"),
                                        day(arrival, "answerUntil"),
                                        day(arrival, "finalOn"),
                                        day(arrival, "displayUntil"))
                                .on(today)
                        == RecordState.FINAL)
                .map(Arrival::recordId)
                .toList();
    }

    private static LocalDate day(Arrival arrival, String member) {
        var day = arrival.data().get(member);
        return day == null ? null : LocalDate.parse((String) day);
    }

    private Map<String, JsonNode> byQuery(String receiver, List<Person> persons) {
        var shown = new HashMap<String, JsonNode>();
        for (var person : persons) {
            var reply = calls.post("/v1/queries", tokens.prefecture(receiver), person.question("SUPERVISION", "1"));
            assertThat(reply.status()).isEqualTo(200);
            reply.json()
                    .path("records")
                    .forEach(item -> shown.put(item.path("recordId").asString(), item.path("fields")));
        }
        return shown;
    }

    private Map<String, JsonNode> byFeed(String receiver) {
        var shown = new HashMap<String, JsonNode>();
        long next = 0;
        while (true) {
            var reply = calls.get(
                    "/v1/feeds/prefecture-" + receiver + "/changes?limit=50&after=" + next,
                    tokens.prefecture(receiver));
            assertThat(reply.status()).isEqualTo(200);
            for (var item : reply.lines()) {
                var recordId = item.path("recordId").asString();
                if (item.path("op").asString().equals("UPSERT")) {
                    shown.put(recordId, item.path("fields"));
                } else {
                    assertThat(item.has("fields")).isFalse();
                    shown.remove(recordId);
                }
            }
            if (reply.nextPosition() == next) {
                return shown;
            }
            next = reply.nextPosition();
        }
    }

    private void agree(String division, List<String> regions, List<Grant> grants) {
        for (var feed : new String[] {null, "prefecture-" + division}) {
            agreements.add(new Agreement(
                    UUID.randomUUID(),
                    "prefecture-" + division,
                    feed,
                    List.of(Purpose.SUPERVISION),
                    "test",
                    Identity.TOKEN,
                    regions,
                    grants,
                    Status.ACTIVE,
                    LocalDate.parse("2026-01-01"),
                    LocalDate.parse("2027-01-01"),
                    Instant.parse("2026-01-01T00:00:00Z")));
        }
    }
}
