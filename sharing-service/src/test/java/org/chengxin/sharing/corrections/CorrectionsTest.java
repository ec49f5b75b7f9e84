package org.chengxin.sharing.corrections;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.chengxin.sharing.Calls;
import org.chengxin.sharing.Person;
import org.chengxin.sharing.records.Arrival;
import org.chengxin.sharing.records.FollowCalendar;
import org.chengxin.sharing.records.SharedRecords;
import org.chengxin.testkit.ServiceTest;
import org.chengxin.testkit.TestClock;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class CorrectionsTest {

    @Autowired
    private RestTestClient http;

    @Autowired
    private Tokens tokens;

    @Autowired
    private TestClock clock;

    @Autowired
    private FollowCorrections follow;

    @Autowired
    private FollowCalendar calendar;

    @Autowired
    private SharedRecords records;

    @Autowired
    private Corrections corrections;

    @Autowired
    private CorrectionLists lists;

    @Autowired
    private ApplicationContext service;

    private Calls calls;
    private Person wang;
    private Arrival record;
    private long start;

    @BeforeEach
    void aRecordThatTwoWereGiven() {
        calls = new Calls(http);
        wang = Person.someone().known();
        Person.revealed();
        start = records.head();
        record = Arrival.of(wang.subjectId());
        Arrival.arrive(service, record);
        calls.post("/v1/queries", tokens.prefecture("532900"), wang.question("SUBSIDY", "C-1"));
        pull();
        follow.follow();
    }

    @Test
    void everyoneWhoGotItLearnsThatItEndedAndConfirms() {
        Arrival.arrive(service, record.next().with("standing", "REPAIRED"));
        follow.follow();
        var waiting = mine();

        var toldToDali = told("532900", record);
        var pulled = pull();
        var sent = mine();
        confirm("532900", record, 2);
        calls.post(
                "/v1/feeds/national/acknowledgements", tokens.national(), Map.of("appliedUpTo", pulled.nextPosition()));
        var confirmed = mine();

        assertThat(waiting).containsOnlyKeys("prefecture-532900", "national-platform");
        assertThat(waiting.values()).containsOnly("WAITING");
        assertThat(toldToDali.path("op").asString()).isEqualTo("STOP_USE");
        assertThat(toldToDali.path("reason").asString()).isEqualTo("REPAIRED");
        assertThat(toldToDali.path("matterNumber").asString()).isEqualTo("C-1");
        assertThat(toldToDali.path("dueOn").asString()).isEqualTo("2026-11-23");
        assertThat(sent.values()).containsOnly("SENT");
        assertThat(confirmed.values()).containsOnly("CONFIRMED");
    }

    @Test
    void whoPulledAndAppliedAChangeBeforeItsCorrectionWasWrittenDownIsNotAskedForItAgain() {
        Arrival.arrive(service, record.next().with("standing", "REPAIRED"));
        long next = pull().nextPosition();
        follow.follow();
        var pulled = mine();
        calls.post("/v1/feeds/national/acknowledgements", tokens.national(), Map.of("appliedUpTo", next));
        var confirmed = mine();

        Arrival.arrive(service, record.next().next().with("standing", "IN_FORCE"));
        calls.post(
                "/v1/feeds/national/acknowledgements", tokens.national(), Map.of("appliedUpTo", pull().nextPosition()));
        follow.follow();
        var applied = mine();
        Arrival.arrive(service, record.next().next().next().with("standing", "SUSPENDED"));
        follow.follow();

        assertThat(pulled).containsEntry("national-platform", "SENT").containsEntry("prefecture-532900", "WAITING");
        assertThat(confirmed).containsEntry("national-platform", "CONFIRMED");
        assertThat(applied).containsEntry("national-platform", "CONFIRMED");
        assertThat(mine()).containsEntry("national-platform", "WAITING");
    }

    @Test
    void anotherRegionReadsAndConfirmsWhatItWasGiven() {
        var sichuan = tokens.of(Map.of("client_id", "region-510000", "roles", List.of("region"), "division", "510000"));

        var open = calls.get("/v1/queries/corrections?limit=200", sichuan);
        var confirmed = calls.post(
                "/v1/queries/corrections/confirmations",
                sichuan,
                Map.of("items", List.of(Map.of("recordId", record.recordId(), "version", 2))));

        assertThat(open.status()).isEqualTo(200);
        assertThat(confirmed.json().path("open").path(0).asString()).isEqualTo(record.recordId());
    }

    @Test
    void whatIsNotConfirmedInTimeIsOverdueAndSeen() {
        Arrival.arrive(service, record.next().with("standing", "WITHDRAWN"));
        follow.follow();
        clock.set(LocalDate.parse("2026-11-23"));
        var lastDay = mine();

        clock.set(LocalDate.parse("2026-11-24"));
        var late = mine();
        var seen = calls.get("/v1/access-reviews/overdue-corrections?limit=200", tokens.auditor());

        assertThat(lastDay.values()).containsOnly("WAITING");
        assertThat(late.values()).containsOnly("OVERDUE");
        assertThat(seen.json()
                        .path("items")
                        .valueStream()
                        .map(item -> item.path("recordId").asString()))
                .contains(record.recordId());
        assertThat(lists.backlog("national-platform", LocalDate.parse("2026-11-24"))
                        .overdue())
                .isPositive();
    }

    @Test
    void aLaterChangeOpensItAgainAndAnOldConfirmationDoesNotCount() {
        Arrival.arrive(service, record.next().with("flags", Arrival.flags(true, null)));
        follow.follow();
        var changed = told("532900", record);
        Arrival.arrive(service, record.next().next().with("standing", "SUSPENDED"));
        follow.follow();

        var old = confirm("532900", record, 2);
        var open = told("532900", record);

        assertThat(changed.path("op").asString()).isEqualTo("UPSERT");
        assertThat(old.json().path("open").path(0).asString()).isEqualTo(record.recordId());
        assertThat(open.path("op").asString()).isEqualTo("STOP_USE");
        assertThat(open.path("version").asInt()).isEqualTo(3);
    }

    @Test
    void theEndOfThePeriodIsACorrectionToo() {
        var ends = Arrival.of(wang.subjectId()).with("displayUntil", "2026-12-01");
        Arrival.arrive(service, ends);
        calls.post("/v1/queries", tokens.prefecture("532900"), wang.question("SUBSIDY", "C-2"));
        clock.set(LocalDate.parse("2026-12-01"));
        calendar.follow();

        follow.follow();

        assertThat(told("532900", ends).path("reason").asString()).isEqualTo("EXPIRED");
    }

    @Test
    void whoAskedMoreThanTwelveMonthsAgoOrSawNothingIsNotTold() {
        calls.post("/v1/queries", tokens.prefecture("530300"), wang.question("JUDICIAL", "C-3"));
        clock.set(LocalDate.parse("2027-11-23"));

        Arrival.arrive(service, record.next().with("standing", "REPAIRED"));
        follow.follow();

        assertThat(mine()).containsOnlyKeys("national-platform");
    }

    @Test
    void aReceiverCannotConfirmWhatItWasNotGiven() {
        var reply = calls.post(
                "/v1/feeds/national/acknowledgements", tokens.national(), Map.of("appliedUpTo", records.head() + 7));
        var foreign = calls.post(
                "/v1/feeds/national/acknowledgements", tokens.prefecture("530100"), Map.of("appliedUpTo", 0));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.slug()).isEqualTo("position-not-pulled");
        assertThat(foreign.slug()).isEqualTo("no-agreement");
    }

    @ParameterizedTest(name = "the working day after {0} is {1}")
    @CsvSource({
        "2026-11-20, 2026-11-23",
        "2026-11-22, 2026-11-23",
        "2026-11-23, 2026-11-24",
        "2026-09-30, 2026-10-08",
        "2026-10-09, 2026-10-10"
    })
    void oneWorkingDayFollowsTheNoticeOfTheStateCouncil(LocalDate day, LocalDate due) {
        assertThat(corrections.workingDays().nextAfter(day)).isEqualTo(due);
    }

    private Calls.Reply pull() {
        return calls.get("/v1/feeds/national/changes?limit=1000&after=" + start, tokens.national());
    }

    private Map<String, String> mine() {
        return calls.get("/v1/me/access-log/corrections", tokens.citizen(wang.subjectId()))
                .json()
                .path("items")
                .valueStream()
                .collect(java.util.stream.Collectors.toMap(
                        item -> item.path("receiver").asString(),
                        item -> item.path("state").asString()));
    }

    private JsonNode told(String division, Arrival about) {
        return calls.get("/v1/queries/corrections?limit=200", tokens.prefecture(division))
                .json()
                .path("items")
                .valueStream()
                .filter(item -> item.path("recordId").asString().equals(about.recordId()))
                .findFirst()
                .orElseThrow();
    }

    private Calls.Reply confirm(String division, Arrival about, int version) {
        return calls.post(
                "/v1/queries/corrections/confirmations",
                tokens.prefecture(division),
                Map.of("items", List.of(Map.of("recordId", about.recordId(), "version", version))));
    }
}
