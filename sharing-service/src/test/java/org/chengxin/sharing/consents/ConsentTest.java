package org.chengxin.sharing.consents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chengxin.sharing.Calls;
import org.chengxin.sharing.Calls.Reply;
import org.chengxin.sharing.Person;
import org.chengxin.sharing.records.Arrival;
import org.chengxin.testkit.ServiceTest;
import org.chengxin.testkit.TestClock;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.client.RestTestClient;

@ServiceTest
class ConsentTest {

    @Autowired
    private RestTestClient http;

    @Autowired
    private Tokens tokens;

    @Autowired
    private TestClock clock;

    @Autowired
    private ApplicationContext service;

    private Calls calls;
    private Person wang;

    @BeforeEach
    void aPersonWithARecord() {
        calls = new Calls(http);
        wang = Person.someone().known();
        Arrival.arrive(
                service,
                Arrival.of(wang.subjectId()),
                Arrival.of(wang.subjectId()).with("recordType", "OTHER"));
    }

    @Test
    void theBankSeesWhatThePersonNamedAndNothingElse() {
        var given = give(wish());

        var reply = ask("CREDIT_SERVICE");

        assertThat(given.status()).isEqualTo(201);
        assertThat(given.json().path("until").asString()).isEqualTo("2026-12-22");
        assertThat(given.json().path("code").isNull()).isTrue();
        assertThat(reply.json().path("records").size()).isOne();
        var shown = reply.json().path("records").path(0);
        assertThat(shown.path("recordType").asString()).isEqualTo("INCOME_TAX_ADVERSE");
        assertThat(shown.path("fields").propertyNames()).containsExactly("summary");
        var entry = calls.get("/v1/me/access-log", tokens.citizen(wang.subjectId()))
                .json()
                .path("items")
                .path(0);
        assertThat(entry.path("consentId").asString())
                .isEqualTo(given.json().path("consentId").asString());
        assertThat(entry.path("legalBasis").asString()).isEqualTo("个人同意");
    }

    @Test
    void withdrawalWorksOnTheNextRequest() {
        var given = give(wish());
        var before = ask("CREDIT_SERVICE");

        var withdrawn = withdraw(given, wang);
        var after = ask("CREDIT_SERVICE");

        assertThat(before.status()).isEqualTo(200);
        assertThat(withdrawn.status()).isEqualTo(204);
        assertThat(withdraw(given, wang).status()).isEqualTo(204);
        assertThat(after.slug()).isEqualTo("consent-missing");
        var mine = calls.get("/v1/me/consents", tokens.citizen(wang.subjectId()))
                .json()
                .path("items")
                .path(0);
        assertThat(mine.path("status").asString()).isEqualTo("WITHDRAWN");
        assertThat(mine.path("grants").path(0).path("fields").path(0).asString())
                .isEqualTo("summary");
    }

    @Test
    void aConsentForOneUseOpensOneQuery() {
        give(with("uses", "ONCE"));

        assertThat(ask("CREDIT_SERVICE").status()).isEqualTo(200);
        assertThat(ask("CREDIT_SERVICE").slug()).isEqualTo("consent-missing");
    }

    @Test
    void itHoldsForOnePurposeOneReceiverOnePersonAndItsDays() {
        give(with("until", "2026-12-01"));
        var li = Person.someone().known();

        var otherPurpose = ask("EMPLOYMENT");
        var otherReceiver = calls.post(
                "/v1/queries",
                tokens.of(Map.of("client_id", "agency-other", "roles", List.of("agency"))),
                wang.question("CREDIT_SERVICE", "LOAN-7"));
        var otherPerson = calls.post("/v1/queries", tokens.agency(), li.question("CREDIT_SERVICE", "LOAN-7"));
        clock.set(java.time.Instant.parse("2026-11-30T15:59:59Z"));
        var lastSecond = ask("CREDIT_SERVICE");
        clock.set(java.time.Instant.parse("2026-11-30T16:00:00Z"));
        var midnight = ask("CREDIT_SERVICE");

        assertThat(List.of(otherPurpose.slug(), otherReceiver.slug(), otherPerson.slug(), midnight.slug()))
                .containsOnly("consent-missing");
        assertThat(lastSecond.status()).isEqualTo(200);
    }

    @Test
    void aCodeHandedOverOpensOneQuery() {
        var given = give(with("withCode", true));
        String code = given.json().path("code").asString();

        var without = ask("CREDIT_SERVICE");
        var spelledByHand =
                askWithCode(code.substring(0, 5).toLowerCase(java.util.Locale.ROOT) + " - " + code.substring(5));
        var again = askWithCode(code);

        assertThat(code).hasSize(10);
        assertThat(without.slug()).isEqualTo("consent-missing");
        assertThat(spelledByHand.status()).isEqualTo(200);
        assertThat(again.slug()).isEqualTo("consent-code-invalid");
    }

    @Test
    void aCodeIsOfNoUseAfterTenMinutesOrForAnotherPersonOrReceiver() {
        String code = give(with("withCode", true)).json().path("code").asString();
        var li = Person.someone().known();
        var bank = tokens.of(Map.of("client_id", "agency-" + li.subjectId(), "roles", List.of("agency")));

        var forLi = calls.post(
                "/v1/queries", tokens.agency(), li.question("CREDIT_SERVICE", "LOAN-7", "consentCode", code));
        var toOther = calls.post("/v1/queries", bank, wang.question("CREDIT_SERVICE", "LOAN-7", "consentCode", code));
        clock.set(TestClock.NOW.plusSeconds(600));
        var late = askWithCode(code);

        assertThat(List.of(forLi.slug(), toOther.slug(), late.slug())).containsOnly("consent-code-invalid");
        assertThat(forLi.body()).doesNotContain(code);
    }

    @Test
    void whoGuessesCodesIsLockedOutForAnHour() {
        var guesser = tokens.of(Map.of("client_id", "agency-guesser", "roles", List.of("agency")));
        var wish = with("receiver", "agency-guesser");
        wish.put("withCode", true);
        String code = give(wish).json().path("code").asString();
        for (int i = 0; i < 10; i++) {
            guess(guesser, "0000000000");
        }

        var locked = guess(guesser, code);
        clock.set(TestClock.NOW.plusSeconds(3_601));
        var fresh = give(wish);
        var later = guess(guesser, fresh.json().path("code").asString());

        assertThat(locked.status()).isEqualTo(429);
        assertThat(locked.slug()).isEqualTo("consent-codes-locked");
        assertThat(locked.headers().getFirst("Retry-After")).isEqualTo("3600");
        assertThat(later.status()).isEqualTo(200);
    }

    @ParameterizedTest(name = "{0} = {1}: {2}")
    @CsvSource({
        "purpose, ADMINISTRATIVE_PERMIT, consent-not-needed",
        "until, 2026-11-22, consent-period-invalid",
        "until, 2026-12-23, consent-period-invalid",
        "receiver, ' ', fields-invalid"
    })
    void aConsentThatWouldNotBeOneIsRefused(String member, String value, String slug) {
        var reply = give(with(member, value));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.slug()).isEqualTo(slug);
    }

    @Test
    void everythingIsNotNamed() {
        var allFields = give(with("grants", List.of(Map.of("recordType", "OTHER", "fields", List.of("*")))));
        var allTypes = give(with("grants", List.of(Map.of("recordType", "*", "fields", List.of("summary")))));

        assertThat(List.of(allFields.slug(), allTypes.slug())).containsOnly("consent-not-named");
    }

    @Test
    void aPublicDutyNeedsNoConsentAndGetsNoneOfItsFields() {
        give(with("receiver", "prefecture-530100"));

        var reply =
                calls.post("/v1/queries", tokens.prefecture("530100"), wang.question("CREDIT_SERVICE", "2026-KM-0001"));

        assertThat(reply.slug()).isEqualTo("no-agreement");
    }

    @Test
    void someoneElsesConsentLooksLikeAMissingOne() {
        var given = give(wish());
        var li = Person.someone();

        assertThat(withdraw(given, li).slug()).isEqualTo("consent-not-found");
        assertThat(calls.get("/v1/me/consents", tokens.citizen(li.subjectId()))
                        .json()
                        .path("items")
                        .size())
                .isZero();
        assertThat(calls.post("/v1/consents", tokens.agency(), wish()).status()).isEqualTo(403);
        assertThat(ask("CREDIT_SERVICE").status()).isEqualTo(200);
    }

    @Test
    void aCreditBureauGetsNothingWhileTheChannelIsClosed() {
        var wish = with("receiver", "agency-credit-bureau");
        wish.put("form", "WRITTEN");
        give(wish);

        var reply = calls.post(
                "/v1/queries",
                tokens.of(Map.of("client_id", "agency-credit-bureau", "roles", List.of("agency"))),
                wang.question("CREDIT_SERVICE", "B-1"));

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.slug()).isEqualTo("channel-closed");
        assertThat(reply.json().path("rule").asString()).contains("征信业管理条例");
    }

    @Test
    void repeatedConsentIsOneConsent() {
        var key = Map.of("Idempotency-Key", "consent-" + wang.subjectId());
        var first = calls.post("/v1/consents", tokens.citizen(wang.subjectId()), wish(), key);
        var again = calls.post("/v1/consents", tokens.citizen(wang.subjectId()), wish(), key);

        assertThat(again.body()).isEqualTo(first.body());
    }

    private Map<String, Object> wish() {
        return new HashMap<>(Map.of(
                "receiver", "agency-demo-bank",
                "purpose", "CREDIT_SERVICE",
                "grants", List.of(Map.of("recordType", "INCOME_TAX_ADVERSE", "fields", List.of("summary")))));
    }

    private Map<String, Object> with(String member, Object value) {
        var wish = wish();
        wish.put(member, value);
        return wish;
    }

    private Reply give(Map<String, Object> wish) {
        return calls.post("/v1/consents", tokens.citizen(wang.subjectId()), wish);
    }

    private Reply withdraw(Reply given, Person person) {
        return calls.delete(
                "/v1/consents/" + given.json().path("consentId").asString(), tokens.citizen(person.subjectId()));
    }

    private Reply ask(String purpose) {
        return calls.post("/v1/queries", tokens.agency(), wang.question(purpose, "LOAN-7"));
    }

    private Reply askWithCode(String code) {
        return calls.post(
                "/v1/queries", tokens.agency(), wang.question("CREDIT_SERVICE", "LOAN-7", "consentCode", code));
    }

    private Reply guess(String token, String code) {
        return calls.post("/v1/queries", token, wang.question("CREDIT_SERVICE", "LOAN-7", "consentCode", code));
    }
}
