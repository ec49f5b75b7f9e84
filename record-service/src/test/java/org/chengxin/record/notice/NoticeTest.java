package org.chengxin.record.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.chengxin.record.ledger.CreditRecord;
import org.chengxin.record.ledger.Ledger;
import org.chengxin.record.ledger.WrittenRecords;
import org.chengxin.record.lifecycle.RecordState;
import org.chengxin.record.notice.Delivery.Channel;
import org.chengxin.record.notice.Delivery.Outcome;
import org.chengxin.record.notice.Delivery.Sum;
import org.chengxin.testkit.ServiceTest;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
class NoticeTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final String FAILED = """
            {"channel": "POST", "outcome": "FAILED", "on": "2026-11-20", "proof": "XA-1"}
            """;

    @Autowired
    Ledger ledger;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    RestTestClient http;

    @Autowired
    Tokens tokens;

    @Autowired
    JsonMapper json;

    @Test
    void theInboxTellsEverythingThatTheLawWantsToldAndWhatThePersonMayDo() {
        var record = written();

        var notice = notices(record).get(0);

        assertThat(notice.path("cause").asString()).isEqualTo("REPORTED");
        assertThat(notice.path("department").asString()).isEqualTo("PROV_STATE_TAX");
        var content = notice.path("content");
        assertThat(content.path("laws").get(0).asString()).isEqualTo("个人所得税法 Art. 15");
        assertThat(content.path("displayUntil").asString()).isEqualTo("2027-03-10");
        assertThat(content.path("consequences").asString()).isNotBlank();
        assertThat(notice.path("ways").values())
                .extracting(way -> way.path("what").asString())
                .containsExactly("ANSWER", "DISPUTE", "REPAIR", "RECONSIDERATION");
        assertThat(notice.path("ways").get(2).path("from").asString()).isEqualTo("2026-06-10");
        assertThat(ask(HttpMethod.GET, "/v1/me/notices", null, tokens.citizen(UUID.randomUUID()), 200)
                        .path("items")
                        .size())
                .isZero();
    }

    @Test
    void aFailedNoticeHoldsTheRecordUntilThePersonHasBeenTold() {
        var record = written();
        assertThat(now(record).stateOn(TODAY)).isEqualTo(RecordState.FINAL);

        var held = deliver(record, FAILED, 200);
        assertThat(held.path("state").asString()).isEqualTo("ANNOUNCED");
        assertThat(now(record).stateOn(LocalDate.of(2027, 3, 9))).isEqualTo(RecordState.ANNOUNCED);
        var notice = "/v1/me/notices/" + notices(record).get(0).path("noticeId").asString();
        var told = ask(HttpMethod.POST, notice + "/receipt", "{}", tokens.citizen(record.subjectId()), 200);

        assertThat(told.path("readAt").asString()).isNotBlank();
        assertThat(told.path("content").path("answerUntil").asString()).isEqualTo("2026-12-04");
        assertThat(now(record).stateOn(LocalDate.of(2026, 12, 4))).isEqualTo(RecordState.ANNOUNCED);
        assertThat(now(record).stateOn(LocalDate.of(2026, 12, 5))).isEqualTo(RecordState.FINAL);
        assertThat(causes(record)).containsExactly("REPORTED", "NOTICE_FAILED", "NOTICE_DELIVERED");
    }

    @Test
    void whoCouldBeReachedOnAnotherWayHasBeenTold() {
        var record = written();
        deliver(record, FAILED, 200);

        deliver(
                record,
                "{\"channel\": \"COUNTER\", \"outcome\": \"DELIVERED\", \"on\": \"2026-11-21\", \"proof\": \"C-7\"}",
                200);

        assertThat(now(record).marks().noticeFailed()).isFalse();
        assertThat(now(record).dates().answerUntil()).isEqualTo("2026-12-04");
    }

    @Test
    void onlyTheProviderSaysHowANoticeFaredAndOnlyOnPossibleDays() {
        var record = written();

        deliver(record, FAILED.replace("2026-11-20", "2026-11-23"), 422);
        deliver(record, FAILED.replace("XA-1", " "), 422);
        ask(
                HttpMethod.PUT,
                "/v1/records/" + record.id() + "/notice-delivery",
                FAILED,
                tokens.department("PROV_HIGH_COURT"),
                404);

        assertThat(now(record)).isEqualTo(record);
    }

    @Test
    void theNoticeSaysWhereAndUntilWhenToAnswerAlsoWhenThePersonWasToldLater() {
        var record = written();
        deliver(record, FAILED, 200);
        ask(
                HttpMethod.POST,
                "/v1/me/notices/" + notices(record).get(0).path("noticeId").asString() + "/receipt",
                "{}",
                tokens.citizen(record.subjectId()),
                200);

        var way = notices(record).get(0).path("ways").get(0);

        assertThat(way.path("request").asString()).isEqualTo("POST /v1/answers");
        assertThat(way.path("until").asString()).isEqualTo("2026-12-04");
    }

    @Test
    void praiseCanBeDeclinedForGoodAndBlameCannot() {
        var praise = transaction.execute(_ -> WrittenRecords.praise(ledger));
        var blame = written();

        var path = "/v1/me/records/" + praise.id() + "/declination";
        ask(HttpMethod.POST, path, "{}", tokens.citizen(praise.subjectId()), 204);
        ask(HttpMethod.POST, path, "{}", tokens.citizen(praise.subjectId()), 204);
        ask(
                HttpMethod.POST,
                "/v1/me/records/" + blame.id() + "/declination",
                "{}",
                tokens.citizen(blame.subjectId()),
                409);

        assertThat(now(praise).stateOn(TODAY)).isEqualTo(RecordState.WITHDRAWN);
        assertThat(causes(praise)).containsExactly("REPORTED", "DECLINED");
        assertThat(ledger.about(praise.subjectId(), null, null, 10)).isEmpty();
    }

    @Test
    void onlyAfterAFailureDoesTheDayOfDeliveryMatter() {
        var delivered = new Delivery(Channel.POST, Outcome.DELIVERED, TODAY, "1");
        var failed = new Delivery(Channel.SMS, Outcome.FAILED, TODAY, "2");

        assertThat(Sum.of(List.of(), null)).isEqualTo(new Sum(false, null));
        assertThat(Sum.of(List.of(delivered), TODAY)).isEqualTo(new Sum(false, null));
        assertThat(Sum.of(List.of(failed), null)).isEqualTo(new Sum(true, null));
        assertThat(Sum.of(List.of(failed, delivered), null)).isEqualTo(new Sum(false, TODAY));
        assertThat(Sum.of(List.of(failed, delivered), TODAY.minusDays(1)))
                .isEqualTo(new Sum(false, TODAY.minusDays(1)));
        assertThat(Sum.of(List.of(failed, delivered), TODAY.plusDays(1))).isEqualTo(new Sum(false, TODAY));
    }

    private CreditRecord written() {
        return transaction.execute(_ -> WrittenRecords.adverse(ledger));
    }

    private CreditRecord now(CreditRecord record) {
        return ledger.find(record.id()).orElseThrow();
    }

    private JsonNode notices(CreditRecord record) {
        var items = ask(HttpMethod.GET, "/v1/me/notices", null, tokens.citizen(record.subjectId()), 200)
                .path("items");
        assertThat(items.size()).isPositive();
        return items;
    }

    private JsonNode deliver(CreditRecord record, String body, int status) {
        return ask(
                HttpMethod.PUT,
                "/v1/records/" + record.id() + "/notice-delivery",
                body,
                tokens.department("PROV_STATE_TAX"),
                status);
    }

    private JsonNode ask(HttpMethod method, String path, String body, String token, int status) {
        var request = http.method(method).uri(path).header("Authorization", "Bearer " + token);
        var answer = (body == null
                        ? request.exchange()
                        : request.contentType(MediaType.APPLICATION_JSON)
                                .body(body)
                                .exchange())
                .expectStatus()
                .isEqualTo(status)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return answer == null || answer.isEmpty() ? json.createObjectNode() : json.readTree(answer);
    }

    private List<String> causes(CreditRecord record) {
        return jdbc.sql("select cause from record_version where record_id = :id order by version")
                .param("id", record.id())
                .query(String.class)
                .list();
    }
}
