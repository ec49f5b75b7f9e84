package org.chengxin.sharing.access;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.chengxin.sharing.Calls;
import org.chengxin.sharing.Person;
import org.chengxin.sharing.policy.SharingPolicy;
import org.chengxin.sharing.records.Arrival;
import org.chengxin.sharing.records.SharedRecords;
import org.chengxin.testkit.ServiceTest;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every address of the service either writes an entry for each person it shows, or shows no record of anybody else. */
@ServiceTest
class NoAccessWithoutEntryTest {

    private static final String CONTENT = "少缴税款";

    /** Addresses that show records of others. */
    private static final List<String> SHOWING = List.of(
            "POST /v1/queries",
            "POST /v1/queries/batch",
            "GET /v1/feeds/{feed}/changes",
            "GET /v1/feeds/{feed}/snapshot");

    /** Addresses that show none: a new one is put here only after somebody has looked. */
    private static final List<String> SILENT = List.of(
            "GET /v1/access-ledger/checkpoint",
            "GET /v1/access-ledger/key",
            "GET /v1/access-ledger/tile/{level}/**",
            "GET /v1/access-reviews",
            "GET /v1/access-reviews/figures",
            "GET /v1/access-reviews/overdue-corrections",
            "POST /v1/access-reviews/incidents",
            "POST /v1/access-reviews/{reviewId}/finding",
            "GET /v1/agreements",
            "POST /v1/agreements",
            "GET /v1/agreements/{agreementId}",
            "POST /v1/agreements/{agreementId}/approval",
            "POST /v1/agreements/{agreementId}/end",
            "POST /v1/agreements/{agreementId}/rejection",
            "POST /v1/consents",
            "DELETE /v1/consents/{consentId}",
            "GET /v1/feeds/keys",
            "POST /v1/feeds/{feed}/acknowledgements",
            "POST /v1/inbound/records",
            "GET /v1/me/access-log",
            "GET /v1/me/access-log/corrections",
            "GET /v1/me/access-log/incidents",
            "GET /v1/me/access-log/{accessId}/proof",
            "GET /v1/me/consents",
            "POST /v1/queries/concealments",
            "POST /v1/queries/concealments/{concealmentId}/approval",
            "GET /v1/queries/corrections",
            "POST /v1/queries/corrections/confirmations",
            "GET /v1/queries/statistics");

    @Autowired
    private RestTestClient http;

    @Autowired
    private Tokens tokens;

    @Autowired
    private SharedRecords records;

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Autowired
    private ApplicationContext service;

    private Calls calls;
    private Person wang;
    private long start;

    @BeforeEach
    void aPersonWithARecord() {
        calls = new Calls(http);
        wang = Person.someone().known();
        Person.revealed();
        start = records.head();
        Arrival.arrive(service, Arrival.of(wang.subjectId()));
    }

    @Test
    void everyAddressIsKnownHere() {
        var addresses = new TreeSet<String>();
        requestMappingHandlerMapping.getHandlerMethods().keySet().forEach(mapping -> {
            for (var method : mapping.getMethodsCondition().getMethods()) {
                for (var path : mapping.getPatternValues()) {
                    if (path.startsWith("/v1/")) {
                        addresses.add(method + " " + path);
                    }
                }
            }
        });

        assertThat(addresses)
                .containsExactlyInAnyOrderElementsOf(java.util.stream.Stream.concat(SHOWING.stream(), SILENT.stream())
                        .toList());
    }

    @Test
    void whatIsShownIsInTheLogByThen() {
        var shown = Map.of(
                SHOWING.get(0), calls.post("/v1/queries", tokens.prefecture("530100"), wang.question("SUBSIDY", "N-1")),
                SHOWING.get(1),
                        calls.postLines(
                                "/v1/queries/batch",
                                tokens.prefecture("530100"),
                                Calls.JSON.writeValueAsString(wang.question("SUBSIDY", "N-2"))),
                SHOWING.get(2), calls.get("/v1/feeds/national/changes?limit=1000&after=" + start, tokens.national()),
                SHOWING.get(3), calls.get("/v1/feeds/national/snapshot?after=" + start, tokens.national()));

        assertThat(shown.values()).allSatisfy(reply -> assertThat(reply.body()).contains(CONTENT));
        var log = calls.get("/v1/me/access-log", tokens.citizen(wang.subjectId()))
                .json()
                .path("items");
        assertThat(log.size()).isEqualTo(SHOWING.size());
    }

    @Test
    void whatTellsOfRecordsWithoutAnEntryCarriesNoContent() {
        calls.post("/v1/queries", tokens.prefecture("530100"), wang.question("SUBSIDY", "N-3"));
        service.getBean(org.chengxin.sharing.corrections.FollowCorrections.class)
                .follow();

        var replies = List.of(
                calls.get("/v1/queries/corrections?limit=200", tokens.prefecture("530100")),
                calls.get("/v1/access-reviews?limit=200&open=false", tokens.auditor()),
                calls.get("/v1/access-reviews/overdue-corrections?limit=200", tokens.auditor()),
                calls.get("/v1/access-reviews/figures?month=2026-11", tokens.auditor()),
                calls.get("/v1/queries/statistics?month=2026-11", tokens.national()));

        assertThat(replies).allSatisfy(reply -> {
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body())
                    .doesNotContain(CONTENT)
                    .doesNotContain(wang.subjectId().toString())
                    .doesNotContain(wang.number());
        });
    }

    @Test
    void recordsAreReadThroughThePolicyByThoseWhoWriteTheLogAndByNobodyElse() {
        var code = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.chengxin.sharing");

        classes()
                .that()
                .areAssignableTo(SharingPolicy.class)
                .should()
                .onlyBeAccessed()
                .byClassesThat()
                .haveNameMatching(".*\\.(SharingPolicy|JudgeQuestion|FeedPages)(\\$.*)?")
                .check(code);
    }
}
