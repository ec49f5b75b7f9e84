package org.chengxin.sharing.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chengxin.sharing.Calls;
import org.chengxin.sharing.Calls.Reply;
import org.chengxin.sharing.Person;
import org.chengxin.sharing.records.Arrival;
import org.chengxin.testkit.ServiceTest;
import org.chengxin.testkit.TestClock;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;

@ServiceTest
class QueryTest {

    @Autowired
    private RestTestClient http;

    @Autowired
    private Tokens tokens;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ApplicationContext service;

    private Calls calls;

    @BeforeEach
    void client() {
        calls = new Calls(http);
    }

    @Test
    void aPrefectureGetsTheReportAndThePersonSeesWhoAsked() {
        var wang = Person.someone().known();
        var record = Arrival.of(wang.subjectId()).with("flags", Arrival.flags(true, "已申请复核"));
        Arrival.arrive(service, record);

        var reply = ask(tokens.prefecture("530100"), wang);

        assertThat(reply.status()).isEqualTo(200);
        var report = reply.json();
        assertThat(report.path("asOf").asString()).isEqualTo("2026-11-22T02:00:00Z");
        var shown = report.path("records").path(0);
        assertThat(shown.path("recordId").asString()).isEqualTo(record.recordId());
        assertThat(shown.path("recordType").asString()).isEqualTo("INCOME_TAX_ADVERSE");
        assertThat(shown.path("state").asString()).isEqualTo("FINAL");
        assertThat(shown.path("flags").path("disputed").asBoolean()).isTrue();
        assertThat(shown.path("flags").path("statement").asString()).isEqualTo("已申请复核");
        assertThat(shown.path("decidedOn").asString()).isEqualTo("2026-03-10");
        assertThat(shown.path("displayUntil").asString()).isEqualTo("2028-03-10");
        assertThat(shown.path("fields").path("summary").asString()).isEqualTo("少缴税款");
        assertThat(reply.body()).doesNotContain(wang.number()).doesNotContain(wang.name());
        var entry = log(wang).path(0);
        assertThat(entry.path("accessId").asString())
                .isEqualTo(report.path("queryId").asString());
        assertThat(entry.path("at").asString()).isEqualTo("2026-11-22T02:00:00Z");
        assertThat(entry.path("organisation").asString()).isEqualTo("prefecture-530100");
        assertThat(entry.path("purpose").asString()).isEqualTo("ADMINISTRATIVE_PERMIT");
        assertThat(entry.path("matterNumber").asString()).isEqualTo("2026-KM-0001");
        assertThat(entry.path("legalBasis").asString()).contains("个人信息保护法");
        assertThat(entry.path("outcome").asString()).isEqualTo("ANSWERED");
        assertThat(entry.path("recordTypes").path(0).asString()).isEqualTo("INCOME_TAX_ADVERSE");
    }

    @Test
    void onlyWhatIsFinalAndInItsPeriodIsShown() {
        var wang = Person.someone().known();
        var shown = Arrival.of(wang.subjectId());
        Arrival.arrive(
                service,
                shown,
                Arrival.of(wang.subjectId()).with("finalOn", null),
                Arrival.of(wang.subjectId()).with("finalOn", "2026-11-23"),
                Arrival.of(wang.subjectId()).with("answerUntil", "2026-11-22"),
                Arrival.of(wang.subjectId()).with("displayUntil", "2026-11-22"),
                Arrival.of(wang.subjectId()).with("standing", "SUSPENDED"),
                Arrival.of(wang.subjectId()).with("standing", "REPAIRED"),
                Arrival.of(wang.subjectId()).with("standing", "WITHDRAWN"),
                Arrival.of(wang.subjectId()).with("standing", "DECLINED"));

        var reply = ask(tokens.prefecture("530100"), wang);

        assertThat(recordIds(reply)).containsExactly(shown.recordId());
    }

    @Test
    void aRecordDisappearsAtMidnightWithoutAnyJob() {
        var wang = Person.someone().known();
        var record = Arrival.of(wang.subjectId()).with("displayUntil", "2027-03-10");
        Arrival.arrive(service, record);

        clock.set(java.time.Instant.parse("2027-03-09T15:59:59Z"));
        var lastSecond = ask(tokens.prefecture("530100"), wang);
        clock.set(java.time.Instant.parse("2027-03-09T16:00:00Z"));
        var midnight = ask(tokens.prefecture("530100"), wang);

        assertThat(recordIds(lastSecond)).containsExactly(record.recordId());
        assertThat(recordIds(midnight)).isEmpty();
    }

    @Test
    void aPersonNobodyKnowsAnswersLikeAPersonWithoutRecords() {
        var known = Person.someone().known();
        var unknown = Person.someone().refused("subject-unknown", "");

        var ofKnown = ask(tokens.prefecture("530100"), known);
        var ofUnknown = ask(tokens.prefecture("530100"), unknown);

        assertThat(ofKnown.status()).isEqualTo(200);
        assertThat(ofUnknown.status()).isEqualTo(200);
        assertThat(withoutId(ofUnknown)).isEqualTo(withoutId(ofKnown));
        assertThat(log(known).size()).isOne();
    }

    @Test
    void withoutAnAgreementForThePurposeNothingIsShownAndThePersonSeesTheRefusal() {
        var wang = Person.someone().known();
        Arrival.arrive(service, Arrival.of(wang.subjectId()));

        var reply = calls.post("/v1/queries", tokens.prefecture("530100"), wang.question("JUDICIAL", "2026-KM-0002"));

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.slug()).isEqualTo("no-agreement");
        var entry = log(wang).path(0);
        assertThat(entry.path("outcome").asString()).isEqualTo("REFUSED");
        assertThat(entry.path("purpose").asString()).isEqualTo("JUDICIAL");
        assertThat(entry.path("recordTypes").size()).isZero();
        assertThat(asked("2026-KM-0002", "no-agreement")).isOne();
    }

    @Test
    void aBankNeedsThePersonsConsent() {
        var wang = Person.someone().known();
        Arrival.arrive(service, Arrival.of(wang.subjectId()));

        var reply = calls.post("/v1/queries", tokens.agency(), wang.question("CREDIT_SERVICE", "LOAN-7"));

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.slug()).isEqualTo("consent-missing");
        assertThat(log(wang).path(0).path("organisation").asString()).isEqualTo("agency-demo-bank");
        assertThat(log(wang).path(0).path("outcome").asString()).isEqualTo("REFUSED");
    }

    @Test
    void aDepartmentAsksForSupervisionAndForNothingElse() {
        var wang = Person.someone().known();
        Arrival.arrive(service, Arrival.of(wang.subjectId()));

        var supervision = calls.post(
                "/v1/queries", tokens.department("PROV_HIGH_COURT"), wang.question("SUPERVISION", "2026-S-1"));
        var award = calls.post(
                "/v1/queries", tokens.department("PROV_HIGH_COURT"), wang.question("AWARD_REVIEW", "2026-S-1"));

        assertThat(recordIds(supervision)).hasSize(1);
        assertThat(supervision.json().path("records").path(0).path("fields").propertyNames())
                .containsExactly("summary");
        assertThat(award.slug()).isEqualTo("no-agreement");
    }

    @Test
    void anAgreementEndsOnItsLastDay() {
        var wang = Person.someone().known();
        clock.set(LocalDate.parse("2032-12-31"));
        var lastDay = ask(tokens.prefecture("530100"), wang);
        clock.set(LocalDate.parse("2033-01-01"));
        var dayAfter = ask(tokens.prefecture("530100"), wang);

        assertThat(lastDay.status()).isEqualTo(200);
        assertThat(dayAfter.slug()).isEqualTo("no-agreement");
    }

    @Test
    void withoutTheLogThereIsNoAnswer() {
        var wang = Person.someone().known();
        var record = Arrival.of(wang.subjectId());
        Arrival.arrive(service, record);
        logRefusesToWrite();

        Reply reply;
        try {
            reply = ask(tokens.prefecture("530100"), wang);
        } finally {
            logWritesAgain();
        }

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.slug()).isEqualTo("access-log-unavailable");
        assertThat(reply.headers().getFirst("Retry-After")).isNotBlank();
        assertThat(reply.body()).doesNotContain(record.recordId()).doesNotContain("少缴税款");
        assertThat(log(wang).size()).isZero();
        assertThat(recordIds(ask(tokens.prefecture("530100"), wang))).hasSize(1);
    }

    @Test
    void aRepeatedQuestionIsJudgedAnewAndLoggedAnew() {
        var wang = Person.someone().known();
        var record = Arrival.of(wang.subjectId());
        Arrival.arrive(service, record);
        var key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        var question = wang.question("SUBSIDY", "2026-KM-0003");

        var first = calls.post("/v1/queries", tokens.prefecture("530300"), question, key);
        Arrival.arrive(service, record.next().with("standing", "REPAIRED"));
        var again = calls.post("/v1/queries", tokens.prefecture("530300"), question, key);

        assertThat(recordIds(first)).hasSize(1);
        assertThat(recordIds(again)).isEmpty();
        assertThat(log(wang).size()).isEqualTo(2);
    }

    @Test
    void aRefusalUnderAKeyIsLoggedToo() {
        var wang = Person.someone().known();
        var key = Map.of("Idempotency-Key", UUID.randomUUID().toString());

        var reply = calls.post("/v1/queries", tokens.agency(), wang.question("EMPLOYMENT", "JOB-1"), key);

        assertThat(reply.status()).isEqualTo(403);
        assertThat(log(wang).size()).isOne();
    }

    private Reply ask(String token, Person person) {
        return calls.post("/v1/queries", token, person.question("ADMINISTRATIVE_PERMIT", "2026-KM-0001"));
    }

    private tools.jackson.databind.JsonNode log(Person person) {
        return calls.get("/v1/me/access-log", tokens.citizen(person.subjectId()))
                .json()
                .path("items");
    }

    private long asked(String matterNumber, String reason) {
        return jdbc.sql("select count(*) from asked_query where matter_number = :matterNumber and reason = :reason")
                .param("matterNumber", matterNumber)
                .param("reason", reason)
                .query(Long.class)
                .single();
    }

    private static List<String> recordIds(Reply reply) {
        assertThat(reply.status()).isEqualTo(200);
        return reply.json()
                .path("records")
                .valueStream()
                .map(record -> record.path("recordId").asString())
                .toList();
    }

    private static String withoutId(Reply reply) {
        return reply.body().replace(reply.json().path("queryId").asString(), "");
    }

    private void logRefusesToWrite() {
        jdbc.sql("""
                        create or replace function full_disk() returns trigger language plpgsql as
                        'begin raise exception using errcode = ''53100'', message = ''disk full''; end'
                        """).update();
        jdbc.sql("create trigger full_disk before insert on access_entry for each row execute function full_disk()")
                .update();
    }

    private void logWritesAgain() {
        jdbc.sql("drop trigger full_disk on access_entry").update();
    }
}
