package org.chengxin.sharing.query;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chengxin.sharing.Calls;
import org.chengxin.sharing.Calls.Reply;
import org.chengxin.sharing.Person;
import org.chengxin.testkit.PeerServers;
import org.chengxin.testkit.ServiceTest;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class UnjudgedTest {

    @Autowired
    private RestTestClient http;

    @Autowired
    private Tokens tokens;

    @Autowired
    private JdbcClient jdbc;

    private Calls calls;
    private String asker;

    @BeforeEach
    void anAskerOfItsOwn() {
        calls = new Calls(http);
        asker = "56" + "%04d".formatted(Math.abs(UUID.randomUUID().hashCode() % 10_000));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource({
        "purpose,      CURIOSITY, purpose-unknown,       UNSTATED, M-1",
        "purpose,      测试王的邻居,   purpose-unknown,       UNSTATED, M-1",
        "purpose,      ,          fields-invalid,        UNSTATED, M-1",
        "matterNumber, ,          matter-number-missing, SUBSIDY,  UNSTATED",
        "matterNumber, '  ',      matter-number-missing, SUBSIDY,  UNSTATED",
        "staff,        ,          no-agreement,          SUBSIDY,  M-1"
    })
    void thePersonSeesARefusalForWhatTheQueryLacks(
            String member, String value, String slug, String purpose, String matter) {
        var wang = Person.someone().known();

        var reply = ask(wang.question("SUBSIDY", "M-1", member, value));

        assertThat(reply.slug()).isEqualTo(slug);
        var entry = onlyEntry(wang);
        assertThat(entry.path("outcome").asString()).isEqualTo("REFUSED");
        assertThat(entry.path("organisation").asString()).isEqualTo("prefecture-" + asker);
        assertThat(entry.path("purpose").asString()).isEqualTo(purpose);
        assertThat(entry.path("matterNumber").asString()).isEqualTo(matter);
    }

    @Test
    void whatHasNotTheFormOfANumberIsNotKept() {
        var wang = Person.someone().known();

        var reply = ask(wang.question("SUBSIDY", "M-1", "staff", Map.of("number", "李警官 No. 1")));

        assertThat(reply.slug()).isEqualTo("fields-invalid");
        assertThat(onlyEntry(wang).path("staffNumber").isMissingNode()
                        || onlyEntry(wang).path("staffNumber").isNull())
                .isTrue();
        assertThat(kept()).containsExactly("fields-invalid");
    }

    @Test
    void whoIsNotNamedOrNotKnownLeavesATraceAtTheOrganisation() {
        var stranger = Person.someone().refused("subject-unknown", "");
        var nameless = new HashMap<>(stranger.question("SUBSIDY", "M-1"));
        nameless.put("subject", Map.of("documentType", "RESIDENT_ID"));

        ask(nameless);
        ask(stranger.question("SUBSIDY", null));

        assertThat(kept()).containsExactlyInAnyOrder("fields-invalid", "matter-number-missing");
    }

    @Test
    void aFlawIsAnsweredAlsoWhileNobodyCanSayWhoThePersonIs() {
        PeerServers.identity()
                .stubFor(post("/v1/subjects/resolve").willReturn(aResponse().withStatus(503)));

        var reply = ask(Person.someone().question("SUBSIDY", null));

        assertThat(reply.slug()).isEqualTo("matter-number-missing");
        assertThat(kept()).containsExactly("matter-number-missing");
    }

    @Test
    void linesOfABatchAreKeptLikeSingleQueries() {
        var wang = Person.someone();
        var li = Person.someone();
        Person.together(List.of(wang, li));

        var reply = calls.postLines(
                "/v1/queries/batch",
                tokens.prefecture(asker),
                Calls.JSON.writeValueAsString(wang.question("SUBSIDY", null)) + "\n"
                        + "{\"purpose\":\"SUBSIDY\",\"matterNumber\":\"1\"}\n"
                        + Calls.JSON.writeValueAsString(li.question("CURIOSITY", "M-2")));

        assertThat(reply.lines())
                .extracting(line -> line.path("problem").path("type").asString().replace("urn:chengxin:problem:", ""))
                .containsExactly("matter-number-missing", "fields-invalid", "purpose-unknown");
        assertThat(onlyEntry(wang).path("purpose").asString()).isEqualTo("SUBSIDY");
        assertThat(onlyEntry(li).path("purpose").asString()).isEqualTo("UNSTATED");
        assertThat(kept()).hasSize(3);
    }

    @Test
    void whatCannotBeKeptIsNotAnswered() {
        var wang = Person.someone().known();
        jdbc.sql("alter table access_entry add constraint full_disk check (organisation <> 'prefecture-" + asker + "')")
                .update();

        Reply single;
        Reply batch;
        try {
            single = ask(wang.question("SUBSIDY", null));
            batch = calls.postLines(
                    "/v1/queries/batch",
                    tokens.prefecture(asker),
                    Calls.JSON.writeValueAsString(wang.question("SUBSIDY", null)));
        } finally {
            jdbc.sql("alter table access_entry drop constraint full_disk").update();
        }

        assertThat(single.status()).isEqualTo(503);
        assertThat(single.slug()).isEqualTo("access-log-unavailable");
        assertThat(batch.body()).contains("access-log-unavailable");
        assertThat(kept()).isEmpty();
    }

    private Reply ask(Map<String, Object> question) {
        return calls.post("/v1/queries", tokens.prefecture(asker), question);
    }

    private JsonNode onlyEntry(Person person) {
        var items = calls.get("/v1/me/access-log", tokens.citizen(person.subjectId()))
                .json()
                .path("items");
        assertThat(items.size()).isOne();
        return items.path(0);
    }

    /** Reasons of the queries kept under the organisation. */
    private List<String> kept() {
        return jdbc.sql("select reason from asked_query where organisation = :organisation")
                .param("organisation", "prefecture-" + asker)
                .query(String.class)
                .list();
    }
}
