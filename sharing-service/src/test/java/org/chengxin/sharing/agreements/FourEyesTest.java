package org.chengxin.sharing.agreements;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chengxin.sharing.Calls;
import org.chengxin.sharing.Calls.Reply;
import org.chengxin.sharing.Person;
import org.chengxin.sharing.records.Arrival;
import org.chengxin.testkit.ServiceTest;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.client.RestTestClient;

@ServiceTest
class FourEyesTest {

    @Autowired
    private RestTestClient http;

    @Autowired
    private Tokens tokens;

    @Autowired
    private ApplicationContext service;

    private Calls calls;
    private String one;
    private String other;

    @BeforeEach
    void client() {
        calls = new Calls(http);
        one = tokens.catalogAdmin("catalog-admin-1");
        other = tokens.catalogAdmin("catalog-admin-2");
    }

    @Test
    void whatOneProposesOpensNothingUntilAnotherApproves() {
        var wang = Person.someone().known();
        Arrival.arrive(service, Arrival.of(wang.subjectId()));
        var proposed = propose(terms("prefecture-539800"));

        var before = ask("539800", wang);
        var bySelf = decide(proposed, "approval", one);
        var byOther = decide(proposed, "approval", other);
        var again = decide(proposed, "approval", other);
        var after = ask("539800", wang);

        assertThat(proposed.status()).isEqualTo(201);
        assertThat(proposed.json().path("status").asString()).isEqualTo("PROPOSED");
        assertThat(before.slug()).isEqualTo("no-agreement");
        assertThat(bySelf.slug()).isEqualTo("four-eyes");
        assertThat(byOther.json().path("status").asString()).isEqualTo("ACTIVE");
        assertThat(byOther.json().path("decidedBy").asString()).isEqualTo("catalog-admin-2");
        assertThat(again.slug()).isEqualTo("agreement-state");
        assertThat(after.json().path("records").path(0).path("fields").propertyNames())
                .containsExactly("summary");
    }

    @Test
    void aNewVersionTakesThePlaceOfTheOld() {
        var wang = Person.someone().known();
        Arrival.arrive(service, Arrival.of(wang.subjectId()));
        var first = propose(terms("prefecture-539801"));
        decide(first, "approval", other);
        var wider = terms("prefecture-539801");
        wider.put("replaces", id(first));
        wider.put("grants", List.of(Map.of("recordType", "*", "fields", List.of("*"))));

        var second = propose(wider);
        var whileProposed = ask("539801", wang);
        decide(second, "approval", other);
        var afterwards = ask("539801", wang);
        var old = calls.get("/v1/agreements/" + id(first), tokens.auditor());

        assertThat(second.json().path("version").asInt()).isEqualTo(2);
        assertThat(second.json().path("seriesId").asString()).isEqualTo(id(first));
        assertThat(whileProposed.json().path("records").path(0).path("fields").size())
                .isOne();
        assertThat(afterwards.json().path("records").path(0).path("fields").size())
                .isEqualTo(2);
        assertThat(old.json().path("status").asString()).isEqualTo("ENDED");
    }

    @Test
    void aRejectedProposalAndAnEndedAgreementOpenNothing() {
        var wang = Person.someone().known();
        var rejected = propose(terms("prefecture-539802"));
        decide(rejected, "rejection", other);
        var ended = propose(terms("prefecture-539802"));
        decide(ended, "approval", other);
        var inForce = ask("539802", wang);

        var end = decide(ended, "end", one);

        assertThat(inForce.status()).isEqualTo(200);
        assertThat(end.status()).isEqualTo(200);
        assertThat(ask("539802", wang).slug()).isEqualTo("no-agreement");
        assertThat(decide(rejected, "approval", other).slug()).isEqualTo("agreement-state");
        assertThat(calls.post("/v1/agreements/" + UUID.randomUUID() + "/end", one, Map.of())
                        .slug())
                .isEqualTo("agreement-not-found");
    }

    @ParameterizedTest(name = "{0} = {1} is not agreed on")
    @CsvSource({
        "purposes, SELF, agreement-terms-invalid",
        "purposes, CREDIT_SERVICE, agreement-terms-invalid",
        "receiver, agency-demo-bank, agreement-terms-invalid",
        "regions, Kunming, agreement-terms-invalid",
        "validUntil, 2026-01-01, agreement-terms-invalid",
        "validUntil, 2033-01-01, agreement-terms-invalid",
        "legalBasis, ' ', fields-invalid",
        "impactAssessment, ' ', fields-invalid",
        "dailyQuota, 0, fields-invalid"
    })
    void someTermsCannotBeAgreedOn(String member, String value, String slug) {
        var terms = terms("prefecture-539803");
        terms.put(member, member.equals("purposes") || member.equals("regions") ? List.of(value) : value);

        var reply = propose(terms);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.slug()).isEqualTo(slug);
        assertThat(reply.json().path("errors").path(0).path("pointer").asString())
                .isEqualTo("/" + member);
    }

    @Test
    void aFeedIsForReceiversWhoCanBeGivenTokens() {
        var terms = terms("prefecture 539807");
        var ofQueries = propose(terms);
        terms.put("feed", "prefecture-539807");

        var ofAFeed = propose(terms);

        assertThat(ofQueries.status()).isEqualTo(201);
        assertThat(ofAFeed.slug()).isEqualTo("agreement-terms-invalid");
        assertThat(ofAFeed.json().path("errors").path(0).path("pointer").asString())
                .isEqualTo("/receiver");
    }

    @Test
    void aQuotaHoldsForTheDayAndForNobodyElse() {
        var wang = Person.someone().known();
        var scarce = terms("prefecture-539804");
        scarce.put("dailyQuota", 2);
        decide(propose(scarce), "approval", other);
        decide(propose(terms("prefecture-539805")), "approval", other);

        var first = ask("539804", wang);
        var second = ask("539804", wang);
        var third = ask("539804", wang);
        var neighbour = ask("539805", wang);

        assertThat(List.of(first.status(), second.status(), neighbour.status())).containsOnly(200);
        assertThat(third.status()).isEqualTo(429);
        assertThat(third.slug()).isEqualTo("quota-used-up");
        assertThat(third.json().path("again").asString()).isEqualTo("2026-11-22T16:00:00Z");
        assertThat(third.headers().getFirst("Retry-After")).isEqualTo("50400");
        var log = calls.get("/v1/me/access-log", tokens.citizen(wang.subjectId()))
                .json()
                .path("items");
        assertThat(log.valueStream().map(entry -> entry.path("outcome").asString()))
                .containsExactlyInAnyOrder("ANSWERED", "ANSWERED", "REFUSED", "ANSWERED");
    }

    @Test
    void onlyKeepersOfTheCatalogueDecide() {
        var proposed = propose(terms("prefecture-539806"));

        assertThat(calls.post("/v1/agreements", tokens.auditor(), terms("x")).status())
                .isEqualTo(403);
        assertThat(decide(proposed, "approval", tokens.auditor()).status()).isEqualTo(403);
        assertThat(decide(proposed, "approval", tokens.prefecture("530100")).status())
                .isEqualTo(403);
    }

    private Map<String, Object> terms(String receiver) {
        return new HashMap<>(Map.of(
                "receiver",
                receiver,
                "purposes",
                List.of("SUPERVISION"),
                "legalBasis",
                "个人信息保护法 Art. 34",
                "identity",
                "TOKEN",
                "regions",
                List.of("*"),
                "grants",
                List.of(Map.of("recordType", "*", "fields", List.of("summary"))),
                "validFrom",
                "2026-01-01",
                "impactAssessment",
                "YN-PIA-2026-17",
                "validUntil",
                "2028-01-01"));
    }

    private Reply propose(Map<String, Object> terms) {
        return calls.post("/v1/agreements", one, terms);
    }

    private Reply decide(Reply agreement, String step, String token) {
        return calls.post("/v1/agreements/" + id(agreement) + "/" + step, token, Map.of());
    }

    private Reply ask(String division, Person person) {
        return calls.post("/v1/queries", tokens.prefecture(division), person.question("SUPERVISION", "S-1"));
    }

    private static String id(Reply agreement) {
        return agreement.json().path("agreementId").asString();
    }
}
