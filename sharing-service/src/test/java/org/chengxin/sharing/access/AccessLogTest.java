package org.chengxin.sharing.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.chengxin.sharing.Calls;
import org.chengxin.testkit.Contract;
import org.chengxin.testkit.KafkaProbe;
import org.chengxin.testkit.ServiceTest;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class AccessLogTest {

    @Autowired
    private RestTestClient http;

    @Autowired
    private Tokens tokens;

    @Autowired
    private KafkaProbe kafka;

    @Autowired
    private AccessEventsListener listener;

    private final UUID wang = UUID.randomUUID();
    private Calls calls;

    @BeforeEach
    void client() {
        calls = new Calls(http);
    }

    @ParameterizedTest(name = "the example of {0}")
    @ValueSource(strings = {"identity-service", "record-service", "repair-service", "incentive-service"})
    void looksThroughOtherServicesStandInTheSameLog(String producer) {
        var contract = new Contract(producer, "subject.accessed.v1");
        var example = Calls.JSON.readTree(contract.example());
        var subjectId = UUID.fromString(example.path("subjectId").asString());

        kafka.send(contract.message("access-events", subjectId.toString()), "access-events", subjectId.toString());

        var entry = await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> items(subjectId).stream()
                                .filter(item -> item.path("accessId").equals(example.path("accessId")))
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
        assertThat(entry.path("organisation")).isEqualTo(example.path("organisation"));
        assertThat(entry.path("service")).isEqualTo(example.path("service"));
        assertThat(entry.path("purpose")).isEqualTo(example.path("purpose"));
        assertThat(entry.path("outcome")).isEqualTo(example.path("outcome"));
        assertThat(entry.path("recordTypes")).isEqualTo(example.path("recordTypes"));
    }

    @Test
    void oneLookIsOneEntryHoweverOftenItIsAnnounced() {
        var accessId = UUID.randomUUID();

        listener.on(List.of(looked(accessId, 1), looked(accessId, 1)));
        listener.on(List.of(looked(accessId, 1)));

        assertThat(items(wang)).hasSize(1);
    }

    @Test
    void aLookThatCannotBeReadDoesNotHoldUpTheOthers() {
        var unreadable = Contract.message(
                "access-events",
                wang.toString(),
                "subject.accessed.v1",
                "/identity-service",
                UUID.randomUUID().toString(),
                "{\"accessId\":\"no id\"}");
        var otherKind = Contract.message(
                "access-events",
                "x",
                "subject.praised.v1",
                "/x",
                UUID.randomUUID().toString(),
                "{}");

        listener.on(List.of(unreadable, otherKind, looked(UUID.randomUUID(), 1)));

        assertThat(items(wang)).hasSize(1);
    }

    @Test
    void theNewestStandFirstAndPagesMissNothing() {
        var accessIds = IntStream.range(0, 7).mapToObj(_ -> UUID.randomUUID()).toList();
        listener.on(
                IntStream.range(0, 7).mapToObj(i -> looked(accessIds.get(i), i)).toList());

        var seen = new ArrayList<String>();
        String cursor = "";
        do {
            var page = calls.get("/v1/me/access-log?limit=3" + cursor, tokens.citizen(wang))
                    .json();
            page.path("items").forEach(item -> seen.add(item.path("accessId").asString()));
            cursor = page.has("nextCursor")
                    ? "&cursor=" + page.path("nextCursor").asString()
                    : null;
        } while (cursor != null);

        assertThat(seen)
                .isEqualTo(accessIds.reversed().stream().map(UUID::toString).toList());
    }

    @Test
    void nobodyReadsTheLogOfAnother() {
        listener.on(List.of(looked(UUID.randomUUID(), 1)));

        var other = calls.get("/v1/me/access-log", tokens.citizen(UUID.randomUUID()));
        var prefecture = calls.get("/v1/me/access-log", tokens.prefecture("530100"));
        var unbound = calls.get("/v1/me/access-log", tokens.of(Map.of("roles", List.of("citizen"))));

        assertThat(other.json().path("items").size()).isZero();
        assertThat(prefecture.status()).isEqualTo(403);
        assertThat(unbound.slug()).isEqualTo("subject-missing");
    }

    @Test
    void aCursorOfSomebodyElseDoesNotOpenTheirLog() {
        var accessIds = List.of(UUID.randomUUID(), UUID.randomUUID());
        listener.on(List.of(looked(accessIds.get(0), 1), looked(accessIds.get(1), 2)));
        var cursor = calls.get("/v1/me/access-log?limit=1", tokens.citizen(wang))
                .json()
                .path("nextCursor")
                .asString();

        var stolen = calls.get("/v1/me/access-log?cursor=" + cursor, tokens.citizen(UUID.randomUUID()));
        var forged = calls.get("/v1/me/access-log?cursor=" + cursor.replace('a', 'b') + "x", tokens.citizen(wang));

        assertThat(stolen.json().path("items").size()).isZero();
        assertThat(forged.status()).isEqualTo(400);
        assertThat(forged.slug()).isEqualTo("cursor-invalid");
    }

    private List<JsonNode> items(UUID subjectId) {
        return calls.get("/v1/me/access-log?limit=200", tokens.citizen(subjectId))
                .json()
                .path("items")
                .valueStream()
                .toList();
    }

    private ConsumerRecord<String, byte[]> looked(UUID accessId, int minute) {
        return Contract.message(
                "access-events",
                wang.toString(),
                "subject.accessed.v1",
                "/incentive-service",
                UUID.randomUUID().toString(),
                """
                {"accessId": "%s", "subjectId": "%s", "at": "2026-11-22T01:%02d:00Z", "organisation": "dept-prov-edu",
                 "service": "incentive-service", "purpose": "AWARD_REVIEW", "matterNumber": null, "legalBasis": null,
                 "outcome": "ANSWERED", "recordTypes": []}
                """.formatted(accessId, wang, minute));
    }
}
