package org.chengxin.sharing.feed;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.chengxin.sharing.Calls;
import org.chengxin.sharing.Calls.Reply;
import org.chengxin.sharing.Person;
import org.chengxin.sharing.ReceiverTokens;
import org.chengxin.sharing.records.Arrival;
import org.chengxin.sharing.records.FollowCalendar;
import org.chengxin.sharing.records.SharedRecords;
import org.chengxin.testkit.PeerServers;
import org.chengxin.testkit.ServiceTest;
import org.chengxin.testkit.TestClock;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class FeedTest {

    @Autowired
    private RestTestClient http;

    @Autowired
    private Tokens tokens;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private SharedRecords records;

    @Autowired
    private FollowCalendar calendar;

    @Autowired
    private ApplicationContext service;

    private Calls calls;
    private long start;

    @BeforeEach
    void whereWeStand() {
        calls = new Calls(http);
        start = records.head();
        Person.revealed();
    }

    @Test
    void theNationalPlatformGetsTheWholeItemAndThePersonSeesIt() {
        var wang = Person.someone();
        Person.revealed(wang);
        var record = Arrival.of(wang.subjectId()).with("flags", Arrival.flags(true, "我的说明"));
        Arrival.arrive(service, record);

        var reply = pull(start);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers().getFirst("Content-Type")).startsWith("application/x-ndjson");
        assertThat(reply.nextPosition()).isEqualTo(start + 1);
        var item = reply.lines().getFirst();
        assertThat(item.path("position").asLong()).isEqualTo(start + 1);
        assertThat(item.path("recordId").asString()).isEqualTo(record.recordId());
        assertThat(item.path("version").asInt()).isOne();
        assertThat(item.path("op").asString()).isEqualTo("UPSERT");
        assertThat(item.path("subject").path("documentType").asString()).isEqualTo("RESIDENT_ID");
        assertThat(item.path("subject").path("documentNumber").asString()).isEqualTo(wang.number());
        assertThat(item.path("subject").path("name").asString()).isEqualTo(wang.name());
        assertThat(item.path("recordType").asString()).isEqualTo("INCOME_TAX_ADVERSE");
        assertThat(item.path("state").asString()).isEqualTo("FINAL");
        assertThat(item.path("flags").path("disputed").asBoolean()).isTrue();
        assertThat(item.path("displayUntil").asString()).isEqualTo("2028-03-10");
        assertThat(item.path("fields").path("summary").asString()).isEqualTo("少缴税款");
        var entry = log(wang).path(0);
        assertThat(entry.path("organisation").asString()).isEqualTo("national-platform");
        assertThat(entry.path("purpose").asString()).isEqualTo("SUPERVISION");
        assertThat(entry.path("outcome").asString()).isEqualTo("ANSWERED");
        assertThat(ReceiverTokens.asked()).isEmpty();
    }

    @Test
    void oneEntryForEachPersonOfAPull() {
        var wang = Person.someone();
        var li = Person.someone();
        Arrival.arrive(service, Arrival.of(wang.subjectId()), Arrival.of(li.subjectId()), Arrival.of(wang.subjectId()));

        pull(start);

        assertThat(log(wang).size()).isOne();
        assertThat(log(li).size()).isOne();
    }

    @Test
    void pagesFollowEachOtherWithoutGap() {
        var wang = Person.someone();
        Arrival.arrive(
                service,
                IntStream.range(0, 7)
                        .mapToObj(_ -> Arrival.of(wang.subjectId()))
                        .toArray(Arrival[]::new));

        var first = calls.get("/v1/feeds/national/changes?limit=3&after=" + start, tokens.national());
        var second = calls.get("/v1/feeds/national/changes?limit=3&after=" + first.nextPosition(), tokens.national());
        var third = calls.get("/v1/feeds/national/changes?limit=3&after=" + second.nextPosition(), tokens.national());

        assertThat(positions(first)).containsExactly(start + 1, start + 2, start + 3);
        assertThat(positions(second)).containsExactly(start + 4, start + 5, start + 6);
        assertThat(positions(third)).containsExactly(start + 7);
        assertThat(third.nextPosition()).isEqualTo(start + 7);
    }

    @ParameterizedTest(name = "a record that is given and then {1}: {2}")
    @CsvSource({
        "standing, REPAIRED, REPAIRED",
        "standing, WITHDRAWN, WITHDRAWN",
        "standing, DECLINED, WITHDRAWN",
        "standing, SUSPENDED, SUSPENDED",
        "standing, FROM_THE_FUTURE, SUSPENDED",
        "finalOn, 2027-01-01, NOT_FINAL",
        "displayUntil, 2026-11-22, EXPIRED"
    })
    void whatEndsIsTakenBack(String member, String value, String reason) {
        var wang = Person.someone();
        var record = Arrival.of(wang.subjectId());
        Arrival.arrive(service, record);
        var given = pull(start);
        Arrival.arrive(service, record.next().with(member, value));

        var items = pull(given.nextPosition()).lines();

        assertThat(items).hasSize(1);
        assertThat(items.getFirst().path("op").asString()).isEqualTo("STOP_USE");
        assertThat(items.getFirst().path("reason").asString()).isEqualTo(reason);
        assertThat(items.getFirst().path("recordId").asString()).isEqualTo(record.recordId());
        assertThat(items.getFirst().path("version").asInt()).isEqualTo(2);
        assertThat(items.getFirst().size()).isEqualTo(5);
    }

    @Test
    void whatWasNeverGivenIsNotMentioned() {
        var wang = Person.someone();
        var notFinal = Arrival.of(wang.subjectId()).with("finalOn", null);
        Arrival.arrive(service, notFinal);
        Arrival.arrive(service, notFinal.next().with("standing", "WITHDRAWN"));

        var reply = pull(start);

        assertThat(reply.lines()).isEmpty();
        assertThat(log(wang).size()).isZero();
    }

    @Test
    void aDisputeShowsAtOnce() {
        var wang = Person.someone();
        var record = Arrival.of(wang.subjectId());
        Arrival.arrive(service, record);
        var given = pull(start);
        Arrival.arrive(service, record.next().with("flags", Arrival.flags(true, null)));

        var items = pull(given.nextPosition()).lines();

        assertThat(items).hasSize(1);
        assertThat(items.getFirst().path("op").asString()).isEqualTo("UPSERT");
        assertThat(items.getFirst().path("flags").path("disputed").asBoolean()).isTrue();
    }

    @Test
    void theDayItBecomesFinalItComesIntoTheFeed() {
        var wang = Person.someone();
        var record = Arrival.of(wang.subjectId()).with("finalOn", "2026-11-25");
        Arrival.arrive(service, record);
        clock.set(LocalDate.parse("2026-11-24"));
        calendar.follow();
        var dayBefore = pull(start);

        clock.set(LocalDate.parse("2026-11-25"));
        calendar.follow();
        var theDay = pull(dayBefore.nextPosition());
        calendar.follow();
        var again = pull(theDay.nextPosition());

        assertThat(itemsOf(dayBefore, record)).isEmpty();
        assertThat(itemsOf(theDay, record)).hasSize(1);
        assertThat(itemsOf(theDay, record).getFirst().path("op").asString()).isEqualTo("UPSERT");
        assertThat(again.lines()).isEmpty();
    }

    @Test
    void theDayItsPeriodEndsItIsTakenBackAndItsContentForgotten() {
        var wang = Person.someone();
        var record = Arrival.of(wang.subjectId()).with("displayUntil", "2026-12-01");
        Arrival.arrive(service, record);
        var given = pull(start);

        clock.set(LocalDate.parse("2026-12-01"));
        var beforeTheJob = pull(start);
        calendar.follow();
        var afterTheJob = pull(given.nextPosition());

        assertThat(itemsOf(given, record).getFirst().path("op").asString()).isEqualTo("UPSERT");
        assertThat(itemsOf(beforeTheJob, record).getFirst().path("reason").asString())
                .isEqualTo("EXPIRED");
        assertThat(itemsOf(afterTheJob, record).getFirst().path("reason").asString())
                .isEqualTo("EXPIRED");
        assertThat(jdbc.sql("select facts::text from shared_record where subject_id = :wang")
                        .param("wang", wang.subjectId())
                        .query(String.class)
                        .single())
                .isEqualTo("{}");
    }

    @Test
    void whereNoDocumentIsGrantedThePersonGoesByTheTokenThatTheReceiverIsGiven() {
        var wang = Person.someone();
        Arrival.arrive(service, Arrival.of(wang.subjectId()), Arrival.of(wang.subjectId()));

        var kunming = pullOfKunming();

        assertThat(kunming.lines())
                .hasSize(2)
                .allSatisfy(item ->
                        assertThat(tokenOf(item)).isEqualTo(ReceiverTokens.of("prefecture-530100", wang.subjectId())));
        assertThat(kunming.body()).doesNotContain(wang.subjectId().toString());
        assertThat(ReceiverTokens.asked()).hasSize(1);
        assertAsked(ReceiverTokens.asked().getFirst(), "prefecture-530100", wang);
    }

    @Test
    void ofThoseWhoMayBeNamedTheOthersAloneGoByTokens() {
        var wang = Person.someone();
        var li = Person.someone();
        Person.revealed(wang);
        Arrival.arrive(service, Arrival.of(wang.subjectId()), Arrival.of(li.subjectId()));

        var items = pull(start).lines();

        assertThat(items.getFirst().path("subject").path("documentNumber").asString())
                .isEqualTo(wang.number());
        assertThat(tokenOf(items.getLast())).isEqualTo(ReceiverTokens.of("national-platform", li.subjectId()));
        assertThat(ReceiverTokens.asked()).hasSize(1);
        assertAsked(ReceiverTokens.asked().getFirst(), "national-platform", li);
    }

    @Test
    void whatIsTakenBackAsksForNoToken() {
        var record = Arrival.of(Person.someone().subjectId());
        Arrival.arrive(service, record);
        Arrival.arrive(service, record.next().with("standing", "REPAIRED"));
        ReceiverTokens.areNotGiven();

        assertThat(pullOfKunming().lines())
                .extracting(item -> item.path("op").asString())
                .containsExactly("STOP_USE");
    }

    @Test
    void aPrefecturesFeedHoldsTheRecordsOfItsOwnDivision() {
        var wang = Person.someone();
        var kunming = Arrival.of(wang.subjectId());
        var dali = Arrival.of(wang.subjectId()).with("division", "532900");
        Arrival.arrive(service, kunming, dali);

        var reply = calls.get("/v1/feeds/prefecture-532900/changes?after=" + start, tokens.prefecture("532900"));

        assertThat(reply.lines())
                .extracting(item -> item.path("recordId").asString())
                .containsExactly(dali.recordId());
        assertThat(reply.nextPosition()).isEqualTo(start + 2);
    }

    @Test
    void aFeedIsOpenToItsReceiverAlone() {
        var prefecture = calls.get("/v1/feeds/national/changes", tokens.prefecture("530100"));
        var neighbour = calls.get("/v1/feeds/prefecture-530100/changes", tokens.prefecture("530300"));
        var unknown = calls.get("/v1/feeds/nowhere/changes", tokens.national());
        var citizen = calls.get("/v1/feeds/national/changes", tokens.citizen(java.util.UUID.randomUUID()));

        assertThat(List.of(prefecture.slug(), neighbour.slug(), unknown.slug())).containsOnly("no-agreement");
        assertThat(prefecture.status()).isEqualTo(403);
        assertThat(citizen.status()).isEqualTo(403);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "after=-1, position-invalid",
        "after=999999999, position-in-future",
        "after=abc, parameter-invalid",
        "limit=0, limit-invalid",
        "limit=1001, limit-invalid",
        "wait=31, wait-invalid"
    })
    void aPullThatCannotBeIsRefused(String parameter, String slug) {
        var reply = calls.get("/v1/feeds/national/changes?" + parameter, tokens.national());

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.slug()).isEqualTo(slug);
    }

    @Test
    void whileDocumentsCannotBeToldNothingIsGivenNorLogged() {
        var wang = Person.someone();
        Arrival.arrive(service, Arrival.of(wang.subjectId()));
        PeerServers.identity()
                .stubFor(post("/v1/subjects/reveal").willReturn(aResponse().withStatus(500)));

        var reply = pull(start);

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.slug()).isEqualTo("identity-service-unavailable");
        assertThat(log(wang).size()).isZero();
    }

    @Test
    void whileTokensAreNotGivenNothingIsGivenNorLogged() {
        var wang = Person.someone();
        var record = Arrival.of(wang.subjectId());
        Arrival.arrive(service, record);
        var pulledBefore = pulls();
        ReceiverTokens.areNotGiven();

        var meanwhile = pullOfKunming();
        var logged = log(wang).size();
        var pulled = pulls();
        ReceiverTokens.areGiven();
        var afterwards = pullOfKunming();

        assertThat(meanwhile.status()).isEqualTo(503);
        assertThat(meanwhile.slug()).isEqualTo("identity-service-unavailable");
        assertThat(meanwhile.body()).doesNotContain(record.recordId());
        assertThat(logged).isZero();
        assertThat(pulled).isEqualTo(pulledBefore);
        assertThat(itemsOf(afterwards, record)).hasSize(1);
        assertThat(log(wang).size()).isOne();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "{}",
                "{'items':[]}",
                "{'items':[{'subjectId':'WANG'}]}",
                "{'items':[{'subjectId':'WANG','token':''}]}",
                "{'items':[{'token':'one'}]}",
                "{'items':[{'subjectId':'00000000-0000-4000-8000-000000000000','token':'one'}]}",
                "{'items':[{'subjectId':'WANG','token':'one'},{'subjectId':'WANG','token':'one'}]}"
            })
    void tokensThatAreNotOneForEachPersonAreNone(String answer) {
        var wang = Person.someone();
        Arrival.arrive(service, Arrival.of(wang.subjectId()));
        ReceiverTokens.are(
                answer.replace('\'', '"').replace("WANG", wang.subjectId().toString()));

        var byToken = pullOfKunming();
        var byDocument = pull(start);

        assertThat(List.of(byToken.slug(), byDocument.slug())).containsOnly("identity-service-unavailable");
        assertThat(log(wang).size()).isZero();
    }

    @Test
    void withoutTheLogThereIsNoPage() {
        var wang = Person.someone();
        var record = Arrival.of(wang.subjectId());
        Arrival.arrive(service, record);
        jdbc.sql("""
                        create or replace function no_log() returns trigger language plpgsql as
                        'begin raise exception ''read only''; end'
                        """).update();
        jdbc.sql("create trigger no_log before insert on bulk_pull for each row execute function no_log()")
                .update();

        Reply reply;
        try {
            reply = pull(start);
        } finally {
            jdbc.sql("drop trigger no_log on bulk_pull").update();
        }

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.slug()).isEqualTo("access-log-unavailable");
        assertThat(reply.body()).doesNotContain(record.recordId());
    }

    private Reply pull(long after) {
        return calls.get("/v1/feeds/national/changes?limit=1000&after=" + after, tokens.national());
    }

    private Reply pullOfKunming() {
        return calls.get("/v1/feeds/prefecture-530100/changes?limit=1000&after=" + start, tokens.prefecture("530100"));
    }

    /** What is known of the pulls of a receiver without documents. */
    private List<Map<String, Object>> pulls() {
        return jdbc.sql("select * from feed_receiver where receiver = 'prefecture-530100'")
                .query()
                .listOfRows();
    }

    private static String tokenOf(JsonNode item) {
        return item.path("subject").path("token").asString();
    }

    private static void assertAsked(JsonNode question, String receiver, Person person) {
        assertThat(question.path("receiver").asString()).isEqualTo(receiver);
        assertThat(question.path("subjectIds").valueStream().map(JsonNode::asString))
                .containsExactly(person.subjectId().toString());
    }

    private JsonNode log(Person person) {
        return calls.get("/v1/me/access-log", tokens.citizen(person.subjectId()))
                .json()
                .path("items");
    }

    private static List<JsonNode> itemsOf(Reply reply, Arrival record) {
        return reply.lines().stream()
                .filter(item -> item.path("recordId").asString().equals(record.recordId()))
                .toList();
    }

    private static List<Long> positions(Reply reply) {
        return reply.lines().stream()
                .map(item -> item.path("position").asLong())
                .toList();
    }
}
