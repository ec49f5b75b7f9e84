package org.chengxin.sharing.regions;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chengxin.sharing.Calls;
import org.chengxin.sharing.Calls.Reply;
import org.chengxin.sharing.Person;
import org.chengxin.sharing.catalogue.Scopes;
import org.chengxin.sharing.records.Arrival;
import org.chengxin.sharing.records.SharedRecords;
import org.chengxin.testkit.PeerServers;
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
class RegionsTest {

    @Autowired
    private RestTestClient http;

    @Autowired
    private Tokens tokens;

    @Autowired
    private SharedRecords records;

    @Autowired
    private ApplicationContext service;

    private Calls calls;
    private Person wang;

    @BeforeEach
    void aPersonOfOurs() {
        calls = new Calls(http);
        wang = Person.someone().known();
        Person.revealed();
        Arrival.arrive(service, Arrival.of(wang.subjectId()));
    }

    @Test
    void whatAnotherRegionHoldsIsAskedForThereAndMarkedWithItsSource() {
        refer("510000");
        sichuanAnswers();

        var reply = ask(tokens.department("PROV_HIGH_COURT"));

        var held = reply.json().path("records");
        assertThat(held.size()).isEqualTo(2);
        assertThat(held.path(0).has("source")).isFalse();
        assertThat(held.path(1).path("source").asString()).isEqualTo("510000");
        // The department's agreement grants the summary; it sees no more of Sichuan than of us.
        assertThat(held.path(1).path("fields").propertyNames()).containsExactly("summary");
        assertThat(reply.json().path("sources").path(0).path("state").asString())
                .isEqualTo("ANSWERED");
        PeerServers.authority()
                .verify(postRequestedFor(urlEqualTo("/v1/queries"))
                        .withRequestBody(matchingJsonPath("$.onlyHere", equalTo("true")))
                        .withRequestBody(matchingJsonPath("$.matterNumber", equalTo("X-1"))));
    }

    @Test
    void whatOurCatalogueSharesWithNobodyIsNotPassedOnFromAnotherRegion() {
        refer("510000");
        sichuanAnswers("CLOSED_HERE");
        Scopes.become(service, Map.of("CLOSED_HERE", "AGREEMENT"));
        var open = ask(tokens.department("PROV_HIGH_COURT"));

        Scopes.become(service, Map.of("CLOSED_HERE", "NOBODY"));
        var closed = ask(tokens.department("PROV_HIGH_COURT"));

        assertThat(open.json().path("records").size()).isEqualTo(2);
        assertThat(closed.json().path("records").size()).isOne();
        assertThat(closed.json().path("sources").path(0).path("state").asString())
                .isEqualTo("ANSWERED");
    }

    @Test
    void aRegionThatIsDownOrRefusesIsNamedAndTheRestIsAnswered() {
        refer("510000");
        refer("520000");
        refer("450000");
        PeerServers.authority()
                .stubFor(post("/v1/queries")
                        .willReturn(aResponse()
                                .withStatus(403)
                                .withHeader("Content-Type", "application/problem+json")
                                .withBody("{}")));

        var reply = ask(tokens.prefecture("530100"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("records").size()).isOne();
        var states = new HashMap<String, String>();
        reply.json()
                .path("sources")
                .forEach(source -> states.put(
                        source.path("region").asString(), source.path("state").asString()));
        assertThat(states).isEqualTo(Map.of("510000", "REFUSED", "520000", "UNAVAILABLE", "450000", "UNAVAILABLE"));
    }

    @Test
    void whatARegionAsksUsGoesToNobodyElse() {
        refer("510000");
        sichuanAnswers();

        var reply = calls.post(
                "/v1/queries", tokens.prefecture("530100"), wang.question("SUPERVISION", "X-1", "onlyHere", true));

        assertThat(reply.json().path("records").size()).isOne();
        assertThat(reply.json().has("sources")).isFalse();
        PeerServers.authority().verify(0, postRequestedFor(urlEqualTo("/v1/queries")));
    }

    @Test
    void aReferenceIsTakenBack() {
        refer("510000");
        tell(item("510000", "holds", false));

        assertThat(ask(tokens.prefecture("530100")).json().has("sources")).isFalse();
    }

    @Test
    void aRecordThatARegionPushesIsGovernedByTheOnePolicyAndPassedOnByNoFeed() {
        long start = records.head();
        var taken = tell(pushed("SC-" + wang.number(), 1, Map.of()));
        var again = tell(pushed("SC-" + wang.number(), 1, Map.of()));
        var shown = ask(tokens.department("PROV_HIGH_COURT"));
        var feed = calls.get("/v1/feeds/national/changes?limit=1000&after=" + start, tokens.national());
        var ended = tell(pushed("SC-" + wang.number(), 2, Map.of("standing", "WITHDRAWN")));
        var afterwards = ask(tokens.department("PROV_HIGH_COURT"));

        assertThat(outcome(taken)).isEqualTo("TAKEN");
        assertThat(outcome(again)).isEqualTo("SUPERSEDED");
        assertThat(shown.json()
                        .path("records")
                        .valueStream()
                        .filter(one -> one.path("source").asString("").equals("510000"))
                        .map(one -> List.copyOf(one.path("fields").propertyNames())))
                .containsExactly(List.of("summary"));
        assertThat(feed.body())
                .doesNotContain(
                        taken.json().path("items").path(0).path("recordId").asString());
        assertThat(outcome(ended)).isEqualTo("TAKEN");
        assertThat(afterwards.json().path("records").size()).isOne();
    }

    @ParameterizedTest(name = "{0} = {1}: {2}")
    @CsvSource({
        "displayUntil, 2031-03-11, DISPLAYED_TOO_LONG",
        "finalOn, 2026-11-23, NOT_FINAL",
        "standing, LOVED, STANDING_UNKNOWN"
    })
    void aRecordThatMayNotComeInIsRefusedWithItsFlaw(String member, String value, String flaw) {
        var reply = tell(pushed("SC-x", 1, Map.of(member, value)));

        assertThat(outcome(reply)).isEqualTo("REFUSED");
        assertThat(reply.json()
                        .path("items")
                        .path(0)
                        .path("problem")
                        .path("flaw")
                        .asString())
                .isEqualTo(flaw);
    }

    @Test
    void moreThanPlainFactsDoNotComeIn() {
        var reply = tell(pushed("SC-y", 1, Map.of("fields", Map.of("religion", "x"))));

        assertThat(reply.json()
                        .path("items")
                        .path(0)
                        .path("problem")
                        .path("flaw")
                        .asString())
                .isEqualTo("FIELD_NOT_ALLOWED");
    }

    @Test
    void strangersAndPrivateBodiesTellNothing() {
        var stranger = Person.someone().refused("subject-unknown", "");
        var notOurs = calls.post(
                "/v1/inbound/records", tokens.national(), Map.of("items", List.of(item(stranger, "510000"))));
        var bureau = calls.post("/v1/inbound/records", tokens.agency(), Map.of("items", List.of(item(wang, "510000"))));
        var otherRegion = calls.post(
                "/v1/inbound/records",
                tokens.of(Map.of("client_id", "region-520000", "roles", List.of("region"), "division", "520000")),
                Map.of("items", List.of(item(wang, "510000"))));
        var prefecture = calls.post(
                "/v1/inbound/records", tokens.prefecture("530100"), Map.of("items", List.of(item(wang, "510000"))));

        assertThat(outcome(notOurs)).isEqualTo("REFUSED");
        assertThat(bureau.slug()).isEqualTo("inbound-refused");
        assertThat(bureau.json().path("rule").asString()).contains("征信业管理条例");
        assertThat(otherRegion.slug()).isEqualTo("region-mismatch");
        assertThat(prefecture.status()).isEqualTo(403);
    }

    private void refer(String region) {
        assertThat(outcome(tell(item(wang, region)))).isEqualTo("REFERRED");
    }

    private Reply tell(Map<String, Object> item) {
        return calls.post("/v1/inbound/records", tokens.national(), Map.of("items", List.of(item)));
    }

    private Map<String, Object> item(String region, String member, Object value) {
        var item = new HashMap<>(item(wang, region));
        item.put(member, value);
        return item;
    }

    private static Map<String, Object> item(Person person, String region) {
        return Map.of("subject", person.question("x", "y").get("subject"), "region", region);
    }

    private Map<String, Object> pushed(String sourceRecordId, int revision, Map<String, Object> changes) {
        return Sichuan.pushed(wang, sourceRecordId, revision, changes);
    }

    private Reply ask(String token) {
        return calls.post("/v1/queries", token, wang.question("SUPERVISION", "X-1"));
    }

    private static void sichuanAnswers() {
        sichuanAnswers("INCOME_TAX_ADVERSE");
    }

    private static void sichuanAnswers(String recordType) {
        Sichuan.holds(UUID.randomUUID(), 4, recordType);
    }

    private static String outcome(Reply reply) {
        assertThat(reply.status()).isEqualTo(200);
        return reply.json().path("items").path(0).path("outcome").asString();
    }
}
