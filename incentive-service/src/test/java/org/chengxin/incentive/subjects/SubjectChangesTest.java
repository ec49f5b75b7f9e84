package org.chengxin.incentive.subjects;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.chengxin.incentive.records.RecordExample;
import org.chengxin.incentive.records.RememberedRecords;
import org.chengxin.testkit.Contract;
import org.chengxin.testkit.KafkaProbe;
import org.chengxin.testkit.PeerServers;
import org.chengxin.testkit.ServiceTest;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
class SubjectChangesTest {

    static final String TOPIC = "subject-changes";

    @Autowired
    RestTestClient http;

    @Autowired
    Tokens tokens;

    @Autowired
    KafkaProbe kafka;

    @Autowired
    RememberedRecords records;

    @Autowired
    SubjectChangesListener listener;

    @Autowired
    Persons persons;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JsonMapper json;

    final UUID wang = UUID.randomUUID();
    final UUID sameWang = UUID.randomUUID();
    final UUID mergeId = UUID.randomUUID();

    @AfterEach
    void forgetWhatIdentitySays() {
        PeerServers.identity().resetAll();
    }

    @Test
    void theGoodRecordOfTheOneEntitlesTheOtherWhileTheyAreOnePerson() {
        records.remember(RecordExample.good().of(sameWang));
        assertThat(entitled(wang)).isFalse();

        listener.on(List.of(merged()));
        assertThat(entitled(wang)).isTrue();
        assertThat(entitled(sameWang)).isTrue();

        listener.on(List.of(split()));
        assertThat(entitled(wang)).isFalse();
        assertThat(entitled(sameWang)).isTrue();
    }

    @Test
    void threeSubjectsMayBeOnePerson() {
        var third = UUID.randomUUID();
        listener.on(List.of(merged(), message("subject.merged.v1", """
                {"mergeId": "%s", "survivorId": "%s", "mergedId": "%s"}
                """.formatted(UUID.randomUUID(), wang, third))));

        assertThat(persons.everyIdOf(third)).containsExactlyInAnyOrder(wang, sameWang, third);
        listener.on(List.of(split()));
        assertThat(persons.everyIdOf(third)).containsExactlyInAnyOrder(wang, third);
    }

    @Test
    void aReversalThatComesFirstIsRemembered() {
        listener.on(List.of(split(), merged()));

        assertThat(persons.everyIdOf(wang)).containsExactly(wang);
    }

    @Test
    void aMergeThatIsToldTwiceIsUndoneOnce() {
        listener.on(List.of(merged(), merged(), split()));

        assertThat(persons.everyIdOf(wang)).containsExactly(wang);
    }

    @Test
    void theDeadAreEntitledToNothingUnderWhicheverId() {
        records.remember(RecordExample.good().of(wang));
        listener.on(List.of(merged()));

        listener.on(List.of(deceased(), deceased()));

        var answer = check(sameWang);
        assertThat(answer.get("entitled").asBoolean()).isFalse();
        assertThat(answer.at("/reasons/0/rule").asString()).isEqualTo("Q-8");
        assertThat(answer.get("reasons")).hasSize(1);
    }

    @Test
    void mergeReversalAndDeathArriveFromTheTopic() {
        kafka.send(merged(), TOPIC, wang.toString());
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(persons.everyIdOf(sameWang)).contains(wang));

        kafka.send(split(), TOPIC, wang.toString());
        kafka.send(deceased(), TOPIC, wang.toString());

        // Both carry one key, so they arrive in the order in which they were written.
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(persons.hasDied(List.of(wang))).isTrue());
        assertThat(persons.everyIdOf(sameWang)).containsExactly(sameWang);
        assertThat(persons.hasDied(List.of(sameWang))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "subject.registered.v1",
                "subject.renamed.v1",
                "subject.document-added.v1",
                "subject.merged.v1",
                "subject.split.v1",
                "subject.deceased.v1"
            })
    void theExamplesOfTheContractAreRead(String type) {
        var example = new Contract("identity-service", type).example();

        listener.on(List.of(message(type, example)));

        assertThat(quarantined()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"subject.merged.v1", "subject.split.v1", "subject.deceased.v1"})
    void anEventThatNamesNobodyIsSetAside(String type) {
        listener.on(List.of(message(type, "{}"), merged()));

        assertThat(quarantined()).isOne();
        assertThat(persons.everyIdOf(wang)).contains(sameWang);
    }

    private int quarantined() {
        return jdbc.sql("select count(*) from quarantined_event where topic = :topic and key = :key")
                .param("topic", TOPIC)
                .param("key", wang.toString())
                .query(Integer.class)
                .single();
    }

    private ConsumerRecord<String, byte[]> merged() {
        return message("subject.merged.v1", """
                {"mergeId": "%s", "survivorId": "%s", "mergedId": "%s"}
                """.formatted(mergeId, wang, sameWang));
    }

    private ConsumerRecord<String, byte[]> split() {
        return message("subject.split.v1", """
                {"mergeId": "%s", "survivorId": "%s", "restoredId": "%s"}
                """.formatted(mergeId, wang, sameWang));
    }

    private ConsumerRecord<String, byte[]> deceased() {
        return message("subject.deceased.v1", """
                {"subjectId": "%s", "diedOn": "2026-11-18", "recordedAt": "2026-11-20T02:00:00Z"}
                """.formatted(wang));
    }

    /** At a place of its own in the topic: what is set aside is kept by place. */
    private ConsumerRecord<String, byte[]> message(String type, String data) {
        var event = Contract.message(
                TOPIC,
                wang.toString(),
                type,
                "/identity-service",
                UUID.randomUUID().toString(),
                data);
        var placed = new ConsumerRecord<>(
                TOPIC, 0, ThreadLocalRandom.current().nextLong(1L << 40, 1L << 60), event.key(), event.value());
        event.headers().forEach(placed.headers()::add);
        return placed;
    }

    private boolean entitled(UUID subjectId) {
        return check(subjectId).get("entitled").asBoolean();
    }

    private JsonNode check(UUID subjectId) {
        PeerServers.identity()
                .stubFor(post(urlEqualTo("/v1/subjects/resolve")).willReturn(okJson("""
                {"items": [{"ref": "1", "subjectId": "%s"}]}
                """.formatted(subjectId))));
        var answer = http.post()
                .uri("/v1/entitlement-checks")
                .header("Authorization", "Bearer " + tokens.prefecture("530100"))
                .contentType(MediaType.APPLICATION_JSON)
                .body("""
                        {"subject": {"documentType": "RESIDENT_ID", "documentNumber": "530199199001010019",
                                     "name": "测试甲"},
                         "measure": "GREEN_CHANNEL", "matterNumber": "2026-KM-0001"}
                        """)
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(String.class)
                .getResponseBody();
        return json.readTree(answer);
    }
}
