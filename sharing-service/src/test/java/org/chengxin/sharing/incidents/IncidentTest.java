package org.chengxin.sharing.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.chengxin.sharing.Calls;
import org.chengxin.sharing.Person;
import org.chengxin.sharing.records.Arrival;
import org.chengxin.sharing.records.SharedRecords;
import org.chengxin.testkit.ServiceTest;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.client.RestTestClient;

@ServiceTest
class IncidentTest {

    @Autowired
    private RestTestClient http;

    @Autowired
    private Tokens tokens;

    @Autowired
    private SharedRecords records;

    @Autowired
    private ApplicationContext service;

    private Calls calls;

    @BeforeEach
    void client() {
        calls = new Calls(http);
        Person.revealed();
    }

    @Test
    void whoeverTheReceiverWasGivenSomethingOfSeesTheLeakAndNobodyElse() {
        var asked = Person.someone().known();
        var pulled = Person.someone().known();
        var refused = Person.someone().known();
        calls.post("/v1/queries", tokens.prefecture("533300"), asked.question("SUPERVISION", "I-1"));
        calls.post("/v1/queries", tokens.prefecture("533300"), refused.question("JUDICIAL", "I-1"));
        long start = records.head();
        Arrival.arrive(service, Arrival.of(pulled.subjectId()).with("division", "533300"));
        calls.get("/v1/feeds/prefecture-533300/changes?after=" + start, tokens.prefecture("533300"));

        var declared = declare(Map.of());

        assertThat(declared.status()).isEqualTo(201);
        assertThat(declared.json().path("authorityBy").asString()).isEqualTo("2026-11-23T02:00:00Z");
        assertThat(declared.json().path("personsBy").asString()).isEqualTo("2026-11-25T02:00:00Z");
        var id = declared.json().path("incidentId").asString();
        assertThat(mine(asked)).contains(id).contains("查询结果");
        assertThat(mine(pulled)).contains(id);
        assertThat(mine(refused)).doesNotContain(id);
    }

    @Test
    void onlyWhatWasGivenInThatTimeIsConcerned() {
        var asked = Person.someone().known();
        calls.post("/v1/queries", tokens.prefecture("533300"), asked.question("SUPERVISION", "I-2"));

        var before = declare(Map.of("from", "2026-10-01T00:00:00Z", "until", "2026-11-22T02:00:00Z"));
        var empty = declare(Map.of("from", "2026-11-22T02:00:00Z", "until", "2026-11-22T02:00:00Z"));

        assertThat(mine(asked)).doesNotContain(before.json().path("incidentId").asString());
        assertThat(empty.slug()).isEqualTo("incident-period-invalid");
        assertThat(declare(tokens.national(), Map.of()).status()).isEqualTo(403);
    }

    private Calls.Reply declare(Map<String, Object> changes) {
        return declare(tokens.auditor(), changes);
    }

    private Calls.Reply declare(String token, Map<String, Object> changes) {
        var declaration = new HashMap<String, Object>(Map.of(
                "organisation", "prefecture-533300",
                "from", "2026-11-01T00:00:00Z",
                "until", "2026-12-01T00:00:00Z",
                "kinds", "查询结果",
                "cause", "账号被盗用",
                "harm", "可能被他人知悉",
                "measures", "账号已停用",
                "contact", "0871-00000000"));
        declaration.putAll(changes);
        return calls.post("/v1/access-reviews/incidents", token, declaration);
    }

    private String mine(Person person) {
        return calls.get("/v1/me/access-log/incidents", tokens.citizen(person.subjectId()))
                .body();
    }
}
