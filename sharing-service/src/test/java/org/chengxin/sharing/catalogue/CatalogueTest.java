package org.chengxin.sharing.catalogue;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.chengxin.sharing.Calls;
import org.chengxin.sharing.Person;
import org.chengxin.sharing.corrections.FollowCorrections;
import org.chengxin.sharing.records.Arrival;
import org.chengxin.sharing.records.SharedRecords;
import org.chengxin.testkit.PeerServers;
import org.chengxin.testkit.ServiceTest;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class CatalogueTest {

    @Autowired
    private RestTestClient http;

    @Autowired
    private Tokens tokens;

    @Autowired
    private SharedRecords records;

    @Autowired
    private FollowCorrections followCorrections;

    @Autowired
    private ApplicationContext service;

    private Calls calls;
    private Person wang;
    private String type;
    private long start;

    @BeforeEach
    void aTypeThatNobodyHasSeen() {
        calls = new Calls(http);
        wang = Person.someone().known();
        Person.revealed(wang);
        type = "T_" + UUID.randomUUID().toString().replace('-', '_').toUpperCase(Locale.ROOT);
        start = records.head();
    }

    @Test
    void aNewTypeIsAskedForWhenItsFirstRecordComes() {
        Scopes.say(Map.of(type, "AGREEMENT"));

        var record = arrives();

        assertThat(shownByQuery()).containsExactly(record.recordId());
        assertThat(ops(changes())).containsExactly("UPSERT");
    }

    @Test
    void whatIsForNobodyIsNotEvenMentioned() {
        Scopes.say(Map.of(type, "NOBODY"));

        arrives();

        assertThat(shownByQuery()).isEmpty();
        assertThat(changes()).isEmpty();
    }

    @Test
    void aTypeThatHasEndedIsAskedForByTheDayOfTheDecision() {
        PeerServers.authority()
                .stubFor(get(urlPathEqualTo("/v1/record-types/" + type))
                        .withQueryParam("on", equalTo("2026-03-10"))
                        .willReturn(okJson("{\"code\":\"%s\",\"sharingScope\":\"AGREEMENT\"}".formatted(type))));

        var record = arrives();

        assertThat(shownByQuery()).containsExactly(record.recordId());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"{\"code\":\"T\",\"sharingScope\":\"FROM_THE_FUTURE\"}", "{\"code\":\"T\"}"})
    void whatTheCatalogueDoesNotSayClearlyIsForNobody(String answer) {
        PeerServers.authority()
                .stubFor(get(urlPathEqualTo("/v1/record-types/" + type)).willReturn(okJson(answer)));

        arrives();

        assertThat(shownByQuery()).isEmpty();
        assertThat(changes()).isEmpty();
    }

    @Test
    void whileTheCatalogueIsAwayANewTypeWaitsAndOthersDoNot() {
        PeerServers.authority()
                .stubFor(get(urlPathMatching("/v1/record-types.*"))
                        .willReturn(aResponse().withStatus(503)));
        var other = Arrival.of(wang.subjectId());
        var record = Arrival.of(wang.subjectId()).with("recordType", type);
        Arrival.arrive(service, other, record);
        var meanwhile = shownByQuery();
        var mentioned =
                changes().stream().map(item -> item.path("recordId").asString()).toList();

        Scopes.become(service, Map.of(type, "AGREEMENT"));

        assertThat(meanwhile).containsExactly(other.recordId());
        assertThat(mentioned).containsExactly(other.recordId());
        assertThat(shownByQuery()).containsExactlyInAnyOrder(other.recordId(), record.recordId());
        assertThat(changes()).anySatisfy(item -> {
            assertThat(item.path("recordId").asString()).isEqualTo(record.recordId());
            assertThat(item.path("op").asString()).isEqualTo("UPSERT");
        });
    }

    @Test
    void aTypeThatClosesIsTakenBackFromEveryoneWhoWasGivenIt() {
        Scopes.say(Map.of(type, "AGREEMENT_OR_CONSENT"));
        var record = arrives();
        var before = shownByQuery();
        changes();

        Scopes.become(service, Map.of(type, "NOBODY"));
        followCorrections.follow();

        assertThat(before).containsExactly(record.recordId());
        assertThat(shownByQuery()).isEmpty();
        assertThat(changes()).singleElement().satisfies(item -> {
            assertThat(item.path("op").asString()).isEqualTo("STOP_USE");
            assertThat(item.path("reason").asString()).isEqualTo("NOT_SHARED");
        });
        assertThat(correctionsFor(tokens.prefecture("530100"), record))
                .singleElement()
                .satisfies(correction -> {
                    assertThat(correction.path("op").asString()).isEqualTo("STOP_USE");
                    assertThat(correction.path("reason").asString()).isEqualTo("NOT_SHARED");
                });
    }

    @Test
    void aTypeForPublicBodiesIsOpenedByNoConsent() {
        Scopes.say(Map.of(type, "AGREEMENT_OR_CONSENT"));
        var record = arrives();
        calls.post(
                "/v1/consents",
                tokens.citizen(wang.subjectId()),
                Map.of(
                        "receiver",
                        "agency-demo-bank",
                        "purpose",
                        "EMPLOYMENT",
                        "grants",
                        List.of(Map.of("recordType", type, "fields", List.of("summary"))),
                        "until",
                        "2026-12-01"));
        var before = shownToTheBank();

        Scopes.become(service, Map.of(type, "AGREEMENT"));

        assertThat(before).containsExactly(record.recordId());
        assertThat(shownToTheBank()).isEmpty();
        assertThat(shownByQuery()).containsExactly(record.recordId());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"{}", "not json", "{\"items\":null}"})
    void anAnswerThatIsNoneChangesNothing(String answer) {
        Scopes.say(Map.of(type, "AGREEMENT"));
        var record = arrives();
        PeerServers.authority()
                .stubFor(get(urlPathEqualTo("/v1/record-types"))
                        .willReturn(aResponse()
                                .withHeader("Content-Type", "application/json")
                                .withBody(answer)));

        service.getBean(FollowCatalogue.class).follow();

        assertThat(shownByQuery()).containsExactly(record.recordId());
    }

    @Test
    void theCatalogueIsReadToItsLastPage() {
        Scopes.say(Map.of(type, "AGREEMENT"));
        var record = arrives();
        PeerServers.authority()
                .stubFor(get(urlPathEqualTo("/v1/record-types"))
                        .willReturn(okJson("{\"items\":[{\"code\":\"T\",\"sharingScope\":\"NOBODY\"}],"
                                + "\"nextCursor\":\"a b\"}")));
        PeerServers.authority()
                .stubFor(get(urlPathEqualTo("/v1/record-types"))
                        .withQueryParam("cursor", equalTo("a b"))
                        .willReturn(
                                okJson("{\"items\":[{\"code\":\"%s\",\"sharingScope\":\"NOBODY\"}]}".formatted(type))));
        var before = shownByQuery();

        service.getBean(FollowCatalogue.class).follow();

        assertThat(before).containsExactly(record.recordId());
        assertThat(shownByQuery()).isEmpty();
    }

    private Arrival arrives() {
        var record = Arrival.of(wang.subjectId()).with("recordType", type);
        Arrival.arrive(service, record);
        return record;
    }

    private List<String> shownByQuery() {
        return recordIds(calls.post(
                "/v1/queries", tokens.prefecture("530100"), wang.question("ADMINISTRATIVE_PERMIT", "2026-KM-0001")));
    }

    private List<String> shownToTheBank() {
        return recordIds(calls.post("/v1/queries", tokens.agency(), wang.question("EMPLOYMENT", "2026-KM-0001")));
    }

    private static List<String> recordIds(Calls.Reply reply) {
        assertThat(reply.status()).isEqualTo(200);
        var ids = new ArrayList<String>();
        reply.json().path("records").forEach(one -> ids.add(one.path("recordId").asString()));
        return ids;
    }

    /** From where the test began or last looked. */
    private List<JsonNode> changes() {
        var reply = calls.get("/v1/feeds/national/changes?limit=1000&after=" + start, tokens.national());
        assertThat(reply.status()).isEqualTo(200);
        start = reply.nextPosition();
        return reply.lines();
    }

    private static List<String> ops(List<JsonNode> items) {
        return items.stream().map(item -> item.path("op").asString()).toList();
    }

    private List<JsonNode> correctionsFor(String token, Arrival record) {
        var found = new ArrayList<JsonNode>();
        calls.get("/v1/queries/corrections?limit=200", token)
                .json()
                .path("items")
                .forEach(item -> {
                    if (item.path("recordId").asString().equals(record.recordId())) {
                        found.add(item);
                    }
                });
        return found;
    }
}
