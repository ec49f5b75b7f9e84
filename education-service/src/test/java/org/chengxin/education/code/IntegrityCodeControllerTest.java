package org.chengxin.education.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.chengxin.testkit.ServiceTest;
import org.chengxin.testkit.TestClock;
import org.chengxin.testkit.Tokens;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class IntegrityCodeControllerTest {

    private static final String DRAFT = """
            {"titleZh": "云南省公民诚信守则", "titleEn": "Code of Yunnan",
             "articles": [{"textZh": "言而有信", "textEn": "Keep your word"}, {"textZh": "知错能改", "textEn": "Mend"}]}
            """;

    @Autowired
    private RestTestClient http;

    @Autowired
    private Tokens tokens;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void onlyTheSampleEdition() {
        jdbc.sql("delete from integrity_code where edition > 1").update();
        jdbc.sql("update integrity_code set effective_until = null").update();
    }

    @Test
    void anyoneReadsTheCodeInForceToday() {
        var items = inForce("");

        assertThat(items).hasSize(1);
        var code = items.get(0);
        assertThat(code.path("edition").asInt()).isEqualTo(1);
        assertThat(code.path("status").asString()).isEqualTo("IN_FORCE");
        assertThat(code.path("sample").asBoolean()).isTrue();
        assertThat(code.path("titleZh").asString()).contains("公民诚信守则").contains("示范文本");
        assertThat(code.path("effectiveFrom").asString()).isEqualTo("2018-01-01");
        assertThat(code.has("effectiveUntil")).isFalse();
        assertThat(code.path("articles")).hasSize(8);
        assertThat(code.path("articles").get(0).path("number").asInt()).isEqualTo(1);
        assertThat(code.path("articles").get(0).path("textZh").asString()).startsWith("言而有信");
    }

    @Test
    void beforeTheFirstEditionThereIsNone() {
        assertThat(inForce("?on=2017-12-31")).isEmpty();
        assertThat(inForce("?on=2018-01-01")).hasSize(1);
    }

    @ParameterizedTest(name = "on={0}")
    @ValueSource(strings = {"yesterday", "2026-13-01", "2026-02-30", "20261122"})
    void aDayThatIsNoneIsABadRequest(String on) {
        http.get().uri("/v1/integrity-codes?on=" + on).exchange().expectStatus().isBadRequest();
    }

    @Test
    void aPublishedEditionEndsTheOneBefore() {
        var draft = drafted();
        assertThat(inForce("?on=2027-06-01").get(0).path("edition").asInt()).isEqualTo(1);

        publish(draft, "2027-01-01", "\"1\"")
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"2\"");

        assertThat(inForce("?on=2026-12-31").get(0).path("edition").asInt()).isEqualTo(1);
        assertThat(inForce("?on=2026-12-31").get(0).path("effectiveUntil").asString())
                .isEqualTo("2027-01-01");
        var next = inForce("?on=2027-01-01").get(0);
        assertThat(next.path("edition").asInt()).isEqualTo(2);
        assertThat(next.path("sample").asBoolean()).isFalse();
        assertThat(next.path("articles")).hasSize(2);
        assertThat(inForce("").get(0).path("edition").asInt()).isEqualTo(1);
        clock.set(LocalDate.of(2027, 1, 1));
        assertThat(inForce("").get(0).path("edition").asInt()).isEqualTo(2);
    }

    @Test
    void aDraftIsSeenByItsDepartmentOnly() {
        var draft = drafted();

        http.get()
                .uri("/v1/integrity-codes/drafts/" + draft)
                .header("Authorization", "Bearer " + tokens.department("PROV_INFO_OFFICE"))
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"1\"");
        http.get()
                .uri("/v1/integrity-codes/drafts/" + draft)
                .header("Authorization", "Bearer " + tokens.department("PROV_STATE_TAX"))
                .exchange()
                .expectStatus()
                .isForbidden();
        http.get()
                .uri("/v1/integrity-codes/drafts/" + draft)
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void onlyTheLeadingDepartmentWrites() {
        for (var token : new String[] {
            tokens.department("PROV_STATE_TAX"), tokens.prefecture("530100"), tokens.citizen(UUID.randomUUID())
        }) {
            draft(token).expectStatus().isForbidden();
        }
    }

    @Test
    void aDraftNeedsItsTexts() {
        http.post()
                .uri("/v1/integrity-codes")
                .header("Authorization", "Bearer " + tokens.department("PROV_INFO_OFFICE"))
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"titleZh\": \"守则\", \"titleEn\": \" \", \"articles\": []}")
                .exchange()
                .expectStatus()
                .isEqualTo(422);
    }

    @Test
    void aCodeBindsNobodyBackwards() {
        assertThat(slug(publish(drafted(), "2026-11-21", "\"1\""), 422)).isEqualTo("effective-in-the-past");
    }

    @Test
    void editionsNeverOverlap() {
        publish(drafted(), "2027-01-01", "\"1\"").expectStatus().isOk();

        assertThat(slug(publish(drafted(), "2027-01-01", "\"1\""), 409)).isEqualTo("edition-overlaps");
        assertThat(slug(publish(drafted(), "2026-12-01", "\"1\""), 409)).isEqualTo("edition-overlaps");
        publish(drafted(), "2027-01-02", "\"1\"").expectStatus().isOk();
    }

    @Test
    void theDatabaseItselfRefusesAnOverlap() {
        assertThatThrownBy(() -> jdbc.sql("""
                        insert into integrity_code (id, edition, status, title_zh, title_en, articles, sample,
                            effective_from, drafted_by, published_by)
                        values (gen_random_uuid(), 99, 'IN_FORCE', 'x', 'x', '[]', false, '2026-01-01', 'x', 'x')
                        """).update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("one_code_in_force_on_any_day");
    }

    @Test
    void ofManyThatPublishForTheSameDayOneSucceeds() throws Exception {
        var drafts = IntStream.range(0, 6).mapToObj(_ -> drafted()).toList();
        var start = new CountDownLatch(1);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = drafts.stream()
                    .map(draft -> threads.submit(() -> {
                        start.await();
                        return publish(draft, "2027-01-01", "\"1\"")
                                .returnResult(JsonNode.class)
                                .getStatus()
                                .value();
                    }))
                    .toList();
            start.countDown();
            var statuses = new ArrayList<Integer>();
            for (var answer : answers) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 409);
        }
        assertThat(inForce("?on=2026-12-31")).hasSize(1);
        assertThat(inForce("?on=2027-01-01")).hasSize(1);
    }

    @Test
    void whoPublishesMustHaveReadTheDraft() {
        var draft = drafted();

        assertThat(slug(publish(draft, "2027-01-01", null), 428)).isEqualTo("if-match-missing");
        assertThat(slug(publish(draft, "2027-01-01", "\"7\""), 412)).isEqualTo("if-match-stale");
        assertThat(slug(publish(UUID.randomUUID(), "2027-01-01", "\"1\""), 404)).isEqualTo("draft-unknown");
        publish(draft, "2027-01-01", "\"1\"").expectStatus().isOk();
        assertThat(slug(publish(draft, "2027-02-01", "\"2\""), 404)).isEqualTo("draft-unknown");
    }

    @Test
    void theSameKeyDraftsOnce() {
        var token = tokens.department("PROV_INFO_OFFICE");
        var key = UUID.randomUUID().toString();

        var first = draft(token, key)
                .expectStatus()
                .isCreated()
                .returnResult(JsonNode.class)
                .getResponseBody();
        var second = draft(token, key)
                .expectStatus()
                .isCreated()
                .returnResult(JsonNode.class)
                .getResponseBody();

        assertThat(second).isEqualTo(first);
        assertThat(jdbc.sql("select count(*) from integrity_code where status = 'DRAFT'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    private UUID drafted() {
        var body = draft(tokens.department("PROV_INFO_OFFICE"))
                .expectStatus()
                .isCreated()
                .returnResult(JsonNode.class)
                .getResponseBody();
        assertThat(body).isNotNull();
        assertThat(body.path("status").asString()).isEqualTo("DRAFT");
        return UUID.fromString(body.path("id").asString());
    }

    private RestTestClient.ResponseSpec draft(String token) {
        return draft(token, UUID.randomUUID().toString());
    }

    private RestTestClient.ResponseSpec draft(String token, String key) {
        return http.post()
                .uri("/v1/integrity-codes")
                .header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .body(DRAFT)
                .exchange();
    }

    private RestTestClient.ResponseSpec publish(UUID draft, String from, @Nullable String ifMatch) {
        var request = http.post()
                .uri("/v1/integrity-codes/drafts/" + draft + "/publication")
                .header("Authorization", "Bearer " + tokens.department("PROV_INFO_OFFICE"))
                .contentType(MediaType.APPLICATION_JSON);
        if (ifMatch != null) {
            request = request.header("If-Match", ifMatch);
        }
        return request.body("{\"effectiveFrom\": \"" + from + "\"}").exchange();
    }

    private static String slug(RestTestClient.ResponseSpec answer, int status) {
        var body = answer.expectStatus()
                .isEqualTo(status)
                .returnResult(JsonNode.class)
                .getResponseBody();
        assertThat(body).isNotNull();
        return body.path("type").asString().replace("urn:chengxin:problem:", "");
    }

    private JsonNode inForce(String query) {
        var body = http.get()
                .uri("/v1/integrity-codes" + query)
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(JsonNode.class)
                .getResponseBody();
        assertThat(body).isNotNull();
        return body.path("items");
    }
}
