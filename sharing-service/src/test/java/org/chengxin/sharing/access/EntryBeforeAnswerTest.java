package org.chengxin.sharing.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.chengxin.sharing.Calls;
import org.chengxin.sharing.Person;
import org.chengxin.sharing.records.Arrival;
import org.chengxin.sharing.records.SharedRecords;
import org.chengxin.testkit.ServiceTest;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every address that Spring knows is called by everybody, with the database and the line watched: whoever reads records
 * of another has the entry committed before the first byte leaves, and whoever is shown content stands in the log. A new
 * address is called too, without being named here.
 */
@ServiceTest
@Import(EntryBeforeAnswerTest.Watching.class)
@TestPropertySource(properties = "spring.kafka.listener.auto-startup=false")
class EntryBeforeAnswerTest {

    private static final List<String> OTHERS =
            List.of("/v1/queries", "/v1/queries/batch", "/v1/feeds/{feed}/changes", "/v1/feeds/{feed}/snapshot");

    @Autowired
    private RestTestClient http;

    @Autowired
    private Tokens tokens;

    @Autowired
    private SharedRecords records;

    @Autowired
    private Journal journal;

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Autowired
    private ApplicationContext service;

    @LocalServerPort
    private int port;

    private Calls calls;
    private Person wang;
    private String canary;
    private long start;

    /** An address of the service. */
    private record Address(String method, String path, boolean lines) {}

    @BeforeEach
    void aPersonWithARecordThatABankMaySee() {
        calls = new Calls(http);
        wang = Person.someone().known();
        Person.revealed(wang);
        start = records.head();
        canary = "canary " + UUID.randomUUID();
        Arrival.arrive(service, Arrival.of(wang.subjectId()).with("facts", Map.of("summary", canary, "amount", 1)));
        assertThat(calls.post(
                                "/v1/consents",
                                tokens.citizen(wang.subjectId()),
                                Map.of(
                                        "receiver",
                                        "agency-demo-bank",
                                        "purpose",
                                        "EMPLOYMENT",
                                        "grants",
                                        List.of(Map.of(
                                                "recordType", "INCOME_TAX_ADVERSE", "fields", List.of("summary"))),
                                        "until",
                                        "2026-12-01"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void whoReadsRecordsOfAnotherHasTheEntryCommittedBeforeAByteLeaves() throws Exception {
        var reading = new TreeSet<String>();
        for (var address : addresses()) {
            for (var caller : callers().entrySet()) {
                int before = logged();
                journal.begin();

                var answer = call(address, caller.getKey(), caller.getValue());

                var what = address + " by " + caller.getKey();
                boolean early = journal.answeredBeforeTheEntryStood();
                boolean read = journal.saw(Journal.Act.READ);
                if (answer.body().contains(canary) || answer.body().contains(wang.number())) {
                    assertThat(logged()).as(what).isEqualTo(before + 1);
                    assertThat(early).as(what).isFalse();
                    reading.add(address.path());
                }
                if (read && answer.statusCode() == 200) {
                    assertThat(early).as(what).isFalse();
                }
            }
        }

        assertThat(reading).containsExactlyInAnyOrderElementsOf(OTHERS);
    }

    @Test
    void anAddressThatReadsWithoutAnEntryIsFoundOut() throws Exception {
        journal.begin();

        var answer = call(new Address("GET", "/v1/leak/{subjectId}", false), "national", tokens.national());

        assertThat(answer.body()).contains(canary);
        assertThat(journal.answeredBeforeTheEntryStood()).isTrue();
        assertThat(logged()).isZero();
    }

    private List<Address> addresses() {
        var addresses = new ArrayList<Address>();
        requestMappingHandlerMapping.getHandlerMethods().forEach((mapping, handler) -> {
            boolean lines = mapping.getConsumesCondition().getConsumableMediaTypes().stream()
                    .anyMatch(type -> type.getSubtype().contains("ndjson"));
            for (var method : mapping.getMethodsCondition().getMethods()) {
                for (var path : mapping.getPatternValues()) {
                    // What a person reads of themselves needs no entry.
                    if (path.startsWith("/v1/")
                            && !path.startsWith("/v1/me/")
                            && !handler.getBeanType().equals(Leak.class)) {
                        addresses.add(new Address(method.name(), path, lines));
                    }
                }
            }
        });
        return addresses;
    }

    private Map<String, String> callers() {
        var callers = new LinkedHashMap<String, String>();
        callers.put("SUBSIDY", tokens.prefecture("530100"));
        callers.put("SUPERVISION", tokens.department("PROV_STATE_TAX"));
        callers.put("EMPLOYMENT", tokens.agency());
        callers.put("JUDICIAL", tokens.national());
        callers.put("AWARD_REVIEW", tokens.auditor());
        callers.put("TENDERING", tokens.reviewer("reviewer-1"));
        callers.put("SELF", tokens.officer("PROV_STATE_TAX"));
        callers.put("CREDIT_SERVICE", tokens.citizen(UUID.randomUUID()));
        return callers;
    }

    /** As much of a request as one can know of an address that one has never seen. */
    private HttpResponse<String> call(Address address, String purpose, String token)
            throws IOException, InterruptedException {
        var path = address.path()
                .replace("{feed}", "national")
                .replaceAll("\\{[a-zA-Z]*[iI]d}", wang.subjectId().toString())
                .replaceAll("\\{[a-zA-Z]+}", "1")
                .replace("/**", "/0");
        var query = "?limit=200&month=2026-11&after=" + start;
        var body = Calls.JSON.writeValueAsString(wang.question(purpose, "J-1"));
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path + query))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", address.lines() ? "application/x-ndjson" : "application/json")
                .method(
                        address.method(),
                        address.method().equals("GET") || address.method().equals("DELETE")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    /** Looks that showed something. */
    private int logged() {
        int answered = 0;
        for (var entry : calls.get("/v1/me/access-log?limit=200", tokens.citizen(wang.subjectId()))
                .json()
                .path("items")) {
            answered += entry.path("outcome").asString().equals("ANSWERED") ? 1 : 0;
        }
        return answered;
    }

    /** Watches; and one address as it must not be. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Watching {

        @Bean
        static Journal journal() {
            return new Journal();
        }

        @Bean
        Leak leak(JdbcClient jdbc) {
            return new Leak(jdbc);
        }
    }

    /** Shows records and writes nothing down. */
    @RestController
    static final class Leak {

        private final JdbcClient jdbc;

        Leak(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        @GetMapping("/v1/leak/{subjectId}")
        public String leak(@PathVariable UUID subjectId) {
            return jdbc.sql("""
                            select cast(g.fields as text)
                            from agreement a
                            cross join lateral records_under_grant(a.agreement_id, true, :today) g
                            where g.subject_id = :subjectId and a.status = 'ACTIVE' and g.fields is not null
                            limit 1
                            """)
                    .param("today", LocalDate.parse("2026-11-22"))
                    .param("subjectId", subjectId)
                    .query(String.class)
                    .single();
        }
    }
}
