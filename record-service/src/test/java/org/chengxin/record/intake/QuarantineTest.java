package org.chengxin.record.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chengxin.record.intake.Examples.number;
import static org.chengxin.record.intake.Examples.subjectOf;
import static org.chengxin.record.intake.Examples.taxPenalty;
import static org.chengxin.record.intake.Examples.with;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.chengxin.record.ledger.Ledger;
import org.chengxin.testkit.Contract;
import org.chengxin.testkit.ServiceTest;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A department reads what was refused, mends it, and tries it again. */
@ServiceTest
class QuarantineTest {

    @Autowired
    RestTestClient http;

    @Autowired
    Tokens tokens;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JsonMapper json;

    @Autowired
    Ledger ledger;

    @Autowired
    IntakeListener listener;

    private String tax;

    @BeforeEach
    void identityIsUp() {
        IdentityOfTests.isUp();
        tax = tokens.department("PROV_STATE_TAX");
    }

    @Test
    void whatWasSentIsReadByWhoSentItAndByNobodyElse() {
        var data = with(taxPenalty(number()), "noticeServedOn", null);
        var content = "/v1/intake/rejections/" + refused(json.writeValueAsString(data)) + "/content";

        var read = http.get()
                .uri(content)
                .header("Authorization", "Bearer " + tax)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Cache-Control", "no-store")
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(json.readTree(read).path("data")).isEqualTo(json.valueToTree(data));
        get(content, tokens.department("PROV_HIGH_COURT"), 404);
        get(content, tokens.citizen(UUID.randomUUID()), 403);
    }

    @Test
    void whatCannotBeReadIsGivenBackByteForByte() {
        var rejection = refused("{half of it");

        var read = get("/v1/intake/rejections/" + rejection + "/content", tax, 200);

        assertThat(read.path("data").isNull() || read.path("data").isMissingNode())
                .isTrue();
        assertThat(read.path("bytes").binaryValue()).asString().isEqualTo("{half of it");
    }

    @Test
    void prohibitedDataAreNotGivenBack() {
        var rejection = refused(json.writeValueAsString(with(taxPenalty(number()), "facts.religion", "x")));

        assertThat(get("/v1/intake/rejections/" + rejection + "/content", tax, 404)
                        .path("type")
                        .asString())
                .isEqualTo("urn:chengxin:problem:content-not-kept");
    }

    @Test
    void aMendedEventIsTakenInOnceAndItsContentForgotten() {
        var number = number();
        var right = taxPenalty(number);
        var rejection = refused(json.writeValueAsString(with(right, "noticeServedOn", null)));

        retry(rejection, with(right, "division", "110100"), 422);
        assertThat(retry(rejection, right, 200).path("type").asString()).isEqualTo("intake.accepted.v1");
        assertThat(retry(rejection, with(right, "revision", 2), 409)
                        .path("type")
                        .asString())
                .isEqualTo("urn:chengxin:problem:rejection-settled");

        assertThat(ledger.about(subjectOf(number), null, null, 10))
                .singleElement()
                .satisfies(record -> assertThat(record.revision()).isEqualTo(1));
        assertThat(jdbc.sql(
                                "select count(*) from rejection where id = :id and sealed is null and retried_at is not null")
                        .param("id", rejection)
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void twoWhoMendTheSameEventAtTheSameTimeBringInOne() {
        var number = number();
        var right = taxPenalty(number);
        var rejection = refused(json.writeValueAsString(with(right, "noticeServedOn", null)));

        var statuses = Stream.of(1, 2, 3, 4)
                .map(revision ->
                        CompletableFuture.supplyAsync(() -> status(rejection, with(right, "revision", revision))))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 409);
        assertThat(ledger.about(subjectOf(number), null, null, 10)).hasSize(1);
    }

    @Test
    void whatCouldNotEvenBeReadIsMendedAsAWholeEvent() {
        var number = number();
        var rejection = refused("{half of it");
        var event = Map.of(
                "specversion",
                "1.0",
                "id",
                UUID.randomUUID().toString(),
                "source",
                "/departments/PROV_STATE_TAX",
                "type",
                IntakeDoor.REPORTED,
                "data",
                taxPenalty(number));

        assertThat(retryAsItWas(rejection)).isEqualTo(409);
        retry(rejection, event, 200);

        assertThat(ledger.about(subjectOf(number), null, null, 10)).hasSize(1);
    }

    @Test
    void anotherDecisionIsNoMendingOfThisOne() {
        var rejection = refused(json.writeValueAsString(with(taxPenalty(number()), "noticeServedOn", null)));

        var problem = retry(rejection, taxPenalty(number()), 422);

        assertThat(problem.path("errors").get(0).path("pointer").asString()).isEqualTo("/sourceRecordId");
    }

    private UUID refused(String data) {
        var id = UUID.randomUUID().toString();
        listener.on(List.of(Contract.message(
                "intake.prov-state-tax", "k", IntakeDoor.REPORTED, "/departments/PROV_STATE_TAX", id, data)));
        return jdbc.sql("select id from rejection where event_id = :id")
                .param("id", id)
                .query(UUID.class)
                .single();
    }

    private JsonNode retry(UUID rejection, Map<String, Object> mended, int status) {
        return json.readTree(post(rejection, mended)
                .expectStatus()
                .isEqualTo(status)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    private int status(UUID rejection, Map<String, Object> mended) {
        return post(rejection, mended).returnResult(byte[].class).getStatus().value();
    }

    private RestTestClient.ResponseSpec post(UUID rejection, Map<String, Object> mended) {
        return http.post()
                .uri("/v1/intake/rejections/" + rejection + "/retry")
                .header("Authorization", "Bearer " + tax)
                .contentType(MediaType.APPLICATION_JSON)
                .body(json.writeValueAsString(mended))
                .exchange();
    }

    private int retryAsItWas(UUID rejection) {
        return http.post()
                .uri("/v1/intake/rejections/" + rejection + "/retry")
                .header("Authorization", "Bearer " + tax)
                .exchange()
                .returnResult(byte[].class)
                .getStatus()
                .value();
    }

    private JsonNode get(String path, String token, int status) {
        return json.readTree(http.get()
                .uri(path)
                .header("Authorization", "Bearer " + token)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }
}
