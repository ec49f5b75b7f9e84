package org.chengxin.education.observance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.chengxin.testkit.ServiceTest;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class ObservanceControllerTest {

    @Autowired
    private RestTestClient http;

    @Autowired
    private Tokens tokens;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void onlyTheSeed() {
        jdbc.sql("delete from announced_observance where announced_by <> 'seed'")
                .update();
    }

    @Test
    void anyoneReadsAllObservancesOfAYearInOrderOfTime() {
        var items = year(2027);

        assertThat(items.findValuesAsString("code"))
                .containsExactly(
                        "NEW_YEAR",
                        "SPRING_FESTIVAL",
                        "CONSUMER_RIGHTS_DAY",
                        "QINGMING",
                        "LABOUR_DAY",
                        "CHILDRENS_DAY",
                        "DRAGON_BOAT",
                        "ONLINE_INTEGRITY_DAY",
                        "CREDIT_RECORD_CARE_DAY",
                        "INTEGRITY_BUSINESS_MONTH",
                        "MID_AUTUMN",
                        "NATIONAL_DAY",
                        "CONSTITUTION_DAY",
                        "PROVINCIAL_FINANCE_DAY");
        var spring = the("SPRING_FESTIVAL", items);
        assertThat(spring.path("nameZh").asString()).isEqualTo("春节");
        assertThat(spring.path("nameEn").asString()).isEqualTo("Spring Festival");
        assertThat(spring.path("from").asString()).isEqualTo("2027-02-06");
        assertThat(spring.path("to").asString()).isEqualTo("2027-02-06");
        assertThat(spring.has("announced")).isFalse();
        var month = the("INTEGRITY_BUSINESS_MONTH", items);
        assertThat(month.path("from").asString()).isEqualTo("2027-09-01");
        assertThat(month.path("to").asString()).isEqualTo("2027-09-30");
    }

    @Test
    void whatIsNotAnnouncedSaysSo() {
        var items = year(2026);

        var online = the("ONLINE_INTEGRITY_DAY", items);
        assertThat(online.path("from").asString()).isEqualTo("2026-06-12");
        assertThat(online.path("announced").asBoolean(true)).isFalse();
        var finance = the("PROVINCIAL_FINANCE_DAY", items);
        assertThat(finance.path("from").isNull()).isTrue();
        assertThat(finance.path("to").isNull()).isTrue();
        assertThat(finance.path("announced").asBoolean(true)).isFalse();
        var qingming = the("QINGMING", items);
        assertThat(qingming.path("from").asString()).isEqualTo("2026-04-05");
    }

    @Test
    void whatWasAnnouncedCounts() {
        var online = the("ONLINE_INTEGRITY_DAY", year(2018));

        assertThat(online.path("from").asString()).isEqualTo("2018-07-05");
        assertThat(online.path("announced").asBoolean()).isTrue();
    }

    @ParameterizedTest(name = "{0} is not covered")
    @ValueSource(ints = {2016, 2036, 0, -1, 9999})
    void aYearOutsideTheTableIsNotGuessed(int year) {
        var problem = json(http.get()
                .uri("/v1/observances?year=" + year)
                .exchange()
                .expectStatus()
                .isEqualTo(422)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .returnResult(JsonNode.class)
                .getResponseBody());

        assertThat(problem.path("type").asString()).isEqualTo("urn:chengxin:problem:year-not-covered");
        assertThat(problem.path("firstYear").asInt()).isEqualTo(2017);
        assertThat(problem.path("lastYear").asInt()).isEqualTo(2035);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/v1/observances", "/v1/observances?year=", "/v1/observances?year=next"})
    void aYearThatIsMissingOrNoneIsABadRequest(String uri) {
        http.get().uri(uri).exchange().expectStatus().isBadRequest();
    }

    @Test
    void theLeadingDepartmentAnnouncesSeveralOccasions() {
        announce("PROVINCIAL_FINANCE_DAY", 2026, """
                        {"periods": [{"from": "2026-09-15", "to": "2026-09-21"}, {"from": "2026-03-15", "to": "2026-03-15"}],
                         "source": "https://example.org/notice"}
                        """).expectStatus().isOk();

        var finance = year(2026)
                .valueStream()
                .filter(item -> item.path("code").asString().equals("PROVINCIAL_FINANCE_DAY"))
                .toList();
        assertThat(finance)
                .extracting(item -> item.path("from").asString())
                .containsExactly("2026-03-15", "2026-09-15");
        assertThat(finance)
                .allSatisfy(
                        item -> assertThat(item.path("announced").asBoolean()).isTrue());
        assertThat(the("PROVINCIAL_FINANCE_DAY", year(2027)).path("from").isNull())
                .isTrue();
    }

    @Test
    void anAnnouncementMayBeCorrectedAndTakenBack() {
        announce("INTEGRITY_BUSINESS_MONTH", 2026, """
                {"periods": [{"from": "2026-06-01", "to": "2026-06-30"}], "source": "notice 1"}""");
        announce("INTEGRITY_BUSINESS_MONTH", 2026, """
                {"periods": [{"from": "2026-07-01", "to": "2026-07-31"}], "source": "notice 2"}""");
        assertThat(the("INTEGRITY_BUSINESS_MONTH", year(2026)).path("from").asString())
                .isEqualTo("2026-07-01");

        announce("INTEGRITY_BUSINESS_MONTH", 2026, """
                {"periods": [], "source": "notice 3"}""");

        assertThat(the("INTEGRITY_BUSINESS_MONTH", year(2026)).path("from").asString())
                .isEqualTo("2026-09-01");
    }

    @ParameterizedTest(name = "{0} {1}: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "NEW_YEAR               | 2026 | 2026-01-02 | date-not-announced  | 422",
                "MID_AUTUMN             | 2026 | 2026-01-02 | date-not-announced  | 422",
                "BANK_HOLIDAY           | 2026 | 2026-01-02 | observance-unknown  | 404",
                "PROVINCIAL_FINANCE_DAY | 2036 | 2036-01-02 | year-not-covered    | 422",
                "PROVINCIAL_FINANCE_DAY | 2026 | 2027-01-02 | period-invalid      | 422"
            })
    void whatCannotBeAnnouncedIsRefused(String code, int year, String day, String slug, int status) {
        var problem = json(announce(code, year, """
                        {"periods": [{"from": "%1$s", "to": "%1$s"}], "source": "notice"}""".formatted(day))
                .expectStatus()
                .isEqualTo(status)
                .returnResult(JsonNode.class)
                .getResponseBody());

        assertThat(problem.path("type").asString()).isEqualTo("urn:chengxin:problem:" + slug);
    }

    @Test
    void nobodyElseAnnounces() {
        var tokensAndStatus = Map.of(
                tokens.department("PROV_STATE_TAX"), 403,
                tokens.prefecture("530100"), 403,
                tokens.auditor(), 403);
        tokensAndStatus.forEach((token, status) -> http.put()
                .uri("/v1/observances/PROVINCIAL_FINANCE_DAY/announcements/2026")
                .header("Authorization", "Bearer " + token)
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"periods\": [], \"source\": \"notice\"}")
                .exchange()
                .expectStatus()
                .isEqualTo(status));
        http.put()
                .uri("/v1/observances/PROVINCIAL_FINANCE_DAY/announcements/2026")
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"periods\": [], \"source\": \"notice\"}")
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    private RestTestClient.ResponseSpec announce(String code, int year, String body) {
        return http.put()
                .uri("/v1/observances/" + code + "/announcements/" + year)
                .header("Authorization", "Bearer " + tokens.department("PROV_INFO_OFFICE"))
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    private JsonNode year(int year) {
        return json(http.get()
                        .uri("/v1/observances?year=" + year)
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .returnResult(JsonNode.class)
                        .getResponseBody())
                .path("items");
    }

    private static JsonNode the(String code, JsonNode items) {
        return items.valueStream()
                .filter(item -> item.path("code").asString().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode json(JsonNode body) {
        assertThat(body).isNotNull();
        return body;
    }
}
