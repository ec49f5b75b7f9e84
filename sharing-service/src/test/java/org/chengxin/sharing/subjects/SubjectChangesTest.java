package org.chengxin.sharing.subjects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.chengxin.sharing.Calls;
import org.chengxin.sharing.Person;
import org.chengxin.sharing.records.Arrival;
import org.chengxin.sharing.records.SharedRecords;
import org.chengxin.testkit.Contract;
import org.chengxin.testkit.ServiceTest;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.client.RestTestClient;

@ServiceTest
class SubjectChangesTest {

    @Autowired
    private RestTestClient http;

    @Autowired
    private Tokens tokens;

    @Autowired
    private SubjectChangesListener listener;

    @Autowired
    private SharedRecords records;

    @Autowired
    private ApplicationContext service;

    private Calls calls;
    private Person survivor;
    private Person merged;
    private UUID mergeId;

    @BeforeEach
    void twoSubjects() {
        calls = new Calls(http);
        survivor = Person.someone().known();
        merged = Person.someone().known();
        mergeId = UUID.randomUUID();
        Person.revealed();
    }

    @Test
    void theLogAndTheRecordsOfBothAreOneAfterTheMergeAndTwoAfterItsReversal() {
        Arrival.arrive(service, Arrival.of(survivor.subjectId()), Arrival.of(merged.subjectId()));
        ask(survivor);
        ask(merged);

        merge();
        var whileMerged = List.of(log(survivor), log(merged), shown(ask(survivor)));
        split();
        var afterwards = List.of(log(merged), shown(ask(merged)));

        assertThat(whileMerged).containsExactly(2, 2, 2);
        assertThat(afterwards).containsExactly(1, 1);
    }

    @Test
    void aConsentFollowsItsGiver() {
        Arrival.arrive(service, Arrival.of(merged.subjectId()));
        calls.post(
                "/v1/consents",
                tokens.citizen(merged.subjectId()),
                Map.of(
                        "receiver",
                        "agency-demo-bank",
                        "purpose",
                        "CREDIT_SERVICE",
                        "grants",
                        List.of(Map.of("recordType", "INCOME_TAX_ADVERSE", "fields", List.of("summary")))));

        merge();
        var ofSurvivor = askBank(survivor);
        split();
        var ofSurvivorAfterwards = askBank(survivor);
        var ofGiver = askBank(merged);

        assertThat(shown(ofSurvivor)).isOne();
        assertThat(ofSurvivorAfterwards.slug()).isEqualTo("consent-missing");
        assertThat(shown(ofGiver)).isOne();
    }

    @Test
    void aReceiverLearnsTheOtherPseudonymWithEachRecordThatMoves() {
        long start = records.head();
        var record = Arrival.of(merged.subjectId());
        var other = Arrival.of(survivor.subjectId());
        Arrival.arrive(service, record, other);
        var before = pseudonyms(start);

        merge();
        long mergedAt = records.head();
        Arrival.arrive(
                service, record.next().with("subjectId", survivor.subjectId().toString()));
        var moved = pseudonyms(mergedAt);
        split();
        long splitAt = records.head();
        Arrival.arrive(service, record.next().next());
        var back = pseudonyms(splitAt);

        assertThat(before.get(record.recordId())).isNotEqualTo(before.get(other.recordId()));
        assertThat(moved).isEqualTo(Map.of(record.recordId(), before.get(other.recordId())));
        assertThat(back).isEqualTo(Map.of(record.recordId(), before.get(record.recordId())));
    }

    @Test
    void aRecordMovesWithItsVersionAndStandsInTheFeedOnce() {
        long start = records.head();
        var record = Arrival.of(merged.subjectId());
        Arrival.arrive(service, record);
        merge();
        var moved = record.next().with("subjectId", survivor.subjectId().toString());
        // The topic is partitioned by subject: the move may arrive before what it moves.
        Arrival.arrive(service, moved);
        Arrival.arrive(service, record);

        var feed = calls.get("/v1/feeds/national/changes?limit=1000&after=" + start, tokens.national());

        assertThat(feed.lines()).hasSize(1);
        assertThat(feed.lines().getFirst().path("version").asInt()).isEqualTo(2);
        assertThat(shown(ask(survivor))).isOne();
    }

    @Test
    void aReversalThatComesBeforeItsMergeLeavesThemTwo() {
        Arrival.arrive(service, Arrival.of(merged.subjectId()));

        split();
        merge();

        assertThat(shown(ask(survivor))).isZero();
    }

    @Test
    void withTheNoticeOfDeathDisplayEndsAndReceiversAreTold() {
        var record = Arrival.of(survivor.subjectId());
        Arrival.arrive(service, record);
        long start = records.head();

        arrive(
                "subject.deceased.v1",
                Map.of(
                        "subjectId",
                        survivor.subjectId(),
                        "diedOn",
                        "2026-11-18",
                        "recordedAt",
                        "2026-11-20T02:00:00Z"));

        assertThat(shown(ask(survivor))).isZero();
        var told = calls.get("/v1/feeds/national/changes?limit=1000&after=" + start, tokens.national());
        assertThat(told.lines()).hasSize(1);
        assertThat(told.lines().getFirst().path("op").asString()).isEqualTo("STOP_USE");
        assertThat(told.lines().getFirst().path("reason").asString()).isEqualTo("DECEASED");
    }

    @Test
    void theExamplesOfTheContractAreRead() {
        for (var type : List.of("subject.merged.v1", "subject.split.v1", "subject.deceased.v1", "subject.renamed.v1")) {
            listener.on(List.of(new Contract("identity-service", type)
                    .message("subject-changes", "019c0000-0000-7000-8000-0000000000b1")));
        }

        assertThat(quarantined()).isZero();
    }

    private long quarantined() {
        return service.getBean(org.springframework.jdbc.core.simple.JdbcClient.class)
                .sql("select count(*) from quarantined_event where topic = 'subject-changes'")
                .query(Long.class)
                .single();
    }

    private void merge() {
        arrive(
                "subject.merged.v1",
                Map.of(
                        "mergeId",
                        mergeId,
                        "survivorId",
                        survivor.subjectId(),
                        "mergedId",
                        merged.subjectId(),
                        "mergedAt",
                        "2026-11-20T02:00:00Z"));
    }

    private void split() {
        arrive(
                "subject.split.v1",
                Map.of(
                        "mergeId",
                        mergeId,
                        "survivorId",
                        survivor.subjectId(),
                        "restoredId",
                        merged.subjectId(),
                        "splitAt",
                        "2026-11-21T02:00:00Z"));
    }

    private void arrive(String type, Map<String, Object> data) {
        var message = Contract.message(
                "subject-changes",
                survivor.subjectId().toString(),
                type,
                "/identity-service",
                UUID.randomUUID().toString(),
                Calls.JSON.writeValueAsString(data));
        listener.on(List.of(message));
    }

    private Calls.Reply ask(Person person) {
        return calls.post("/v1/queries", tokens.prefecture("530100"), person.question("SUPERVISION", "M-1"));
    }

    private Calls.Reply askBank(Person person) {
        return calls.post("/v1/queries", tokens.agency(), person.question("CREDIT_SERVICE", "M-1"));
    }

    private static int shown(Calls.Reply reply) {
        assertThat(reply.status()).isEqualTo(200);
        return reply.json().path("records").size();
    }

    private int log(Person person) {
        return calls.get("/v1/me/access-log", tokens.citizen(person.subjectId()))
                .json()
                .path("items")
                .size();
    }

    /** What the national platform, that is told no documents here, calls the persons of what changed. */
    private Map<String, String> pseudonyms(long after) {
        return calls.get("/v1/feeds/national/changes?limit=1000&after=" + after, tokens.national()).lines().stream()
                .collect(Collectors.toMap(
                        item -> item.path("recordId").asString(),
                        item -> item.path("subject").path("token").asString()));
    }
}
