package org.chengxin.sharing.access;

import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.chengxin.sharing.Calls;
import org.chengxin.sharing.Person;
import org.chengxin.sharing.records.Arrival;
import org.chengxin.sharing.records.SharedRecords;
import org.chengxin.testkit.Contract;
import org.chengxin.testkit.PeerServers;
import org.chengxin.testkit.ServiceTest;
import org.chengxin.testkit.TestClock;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** A person named for a bulk pull finds one entry: the pull, or, where it broke off before it left, one of their own. */
@ServiceTest
class SettleRevealedPullsTest {

    @Autowired
    private RestTestClient http;

    @Autowired
    private Tokens tokens;

    @Autowired
    private AccessEventsListener listener;

    @Autowired
    private SettleRevealedPulls settle;

    @Autowired
    private BulkPulls bulkPulls;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private SharedRecords records;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ApplicationContext service;

    private final Person wang = Person.someone();
    private final Person li = Person.someone();
    private Calls calls;

    @BeforeEach
    void client() {
        calls = new Calls(http);
        clock.set(TestClock.NOW);
    }

    @Test
    void aPullThatLeftIsItsPersonsOnlyEntry() {
        long start = records.head();
        Person.revealed(wang, li);
        Arrival.arrive(service, Arrival.of(wang.subjectId()), Arrival.of(li.subjectId()));
        calls.get("/v1/feeds/national/changes?after=" + start, tokens.national());
        var pullId = toldToIdentityService();

        listener.on(List.of(revealed(pullId, wang, li)));
        clock.set(TestClock.NOW.plus(Duration.ofHours(1)));
        settle.settle();

        for (var person : List.of(wang, li)) {
            assertThat(log(person)).hasSize(1);
            assertThat(log(person).getFirst().path("accessId").asString()).isEqualTo(pullId.toString());
        }
        assertThat(waiting(pullId)).isZero();
    }

    @Test
    void namesThatAreAnnouncedBeforeThePullIsCommittedWaitForIt() {
        var pullId = UUID.randomUUID();
        listener.on(List.of(revealed(pullId, wang)));

        settle.settle();
        assertThat(waiting(pullId)).isOne();
        committed(pullId);
        clock.set(TestClock.NOW.plus(Duration.ofHours(1)));
        settle.settle();

        assertThat(log(wang)).isEmpty();
        assertThat(waiting(pullId)).isZero();
    }

    @Test
    void aPullThatNeverLeftIsEnteredForEachPersonOnce() {
        var pullId = UUID.randomUUID();
        listener.on(List.of(revealed(pullId, wang, li)));

        settle.settle();
        assertThat(log(wang)).isEmpty();
        clock.set(TestClock.NOW.plus(Duration.ofSeconds(61)));
        settle.settle();
        listener.on(List.of(revealed(pullId, wang, li)));
        settle.settle();

        for (var person : List.of(wang, li)) {
            assertThat(log(person)).hasSize(1);
            var entry = log(person).getFirst();
            assertThat(entry.path("accessId").asString()).isEqualTo(pullId.toString());
            assertThat(entry.path("organisation").asString()).isEqualTo("national-platform");
            assertThat(entry.path("service").asString()).isEqualTo("identity-service");
            assertThat(entry.path("purpose").asString()).isEqualTo("SUPERVISION");
            assertThat(entry.path("outcome").asString()).isEqualTo("ANSWERED");
        }
        assertThat(waiting(pullId)).isZero();
    }

    @Test
    void theExampleOfIdentityServiceIsUnderstood() {
        var contract = new Contract("identity-service", "pull.revealed.v1");
        var pullId = UUID.fromString(
                Calls.JSON.readTree(contract.example()).path("pullId").asString());

        listener.on(List.of(contract.message("access-events", pullId.toString())));

        assertThat(waiting(pullId)).isOne();
    }

    /** The id under which the latest page was announced to identity-service. */
    private static UUID toldToIdentityService() {
        var asked = PeerServers.identity().findAll(postRequestedFor(urlPathEqualTo("/v1/subjects/reveal")));
        return UUID.fromString(Calls.JSON
                .readTree(asked.getLast().getBodyAsString())
                .path("pullId")
                .asString());
    }

    private static ConsumerRecord<String, byte[]> revealed(UUID pullId, Person... persons) {
        return Contract.message(
                "access-events",
                pullId.toString(),
                "pull.revealed.v1",
                "/identity-service",
                UUID.randomUUID().toString(),
                Calls.JSON.writeValueAsString(java.util.Map.of(
                        "pullId",
                        pullId,
                        "at",
                        TestClock.NOW,
                        "organisation",
                        "national-platform",
                        "service",
                        "identity-service",
                        "purpose",
                        "SUPERVISION",
                        "subjectIds",
                        Stream.of(persons).map(Person::subjectId).toList())));
    }

    /** As a page of a feed does it, in a transaction that ends after the announcement. */
    private void committed(UUID pullId) {
        transaction.executeWithoutResult(_ -> bulkPulls.write(new BulkPull(
                pullId,
                TestClock.NOW,
                "national-platform",
                "national",
                BulkPull.Kind.SNAPSHOT,
                "SUPERVISION",
                "x",
                jdbc.sql("select agreement_id from agreement limit 1")
                        .query(UUID.class)
                        .single(),
                1,
                List.of())));
    }

    private List<JsonNode> log(Person person) {
        return calls.get("/v1/me/access-log?limit=200", tokens.citizen(person.subjectId()))
                .json()
                .path("items")
                .valueStream()
                .toList();
    }

    private int waiting(UUID pullId) {
        return Objects.requireNonNull(jdbc.sql("select count(*) from revealed_pull where pull_id = :pullId")
                .param("pullId", pullId)
                .query(Integer.class)
                .single());
    }
}
