package org.chengxin.repair.subjects;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.chengxin.repair.CaseApi;
import org.chengxin.repair.CaseTest;
import org.chengxin.repair.records.RecordExample;
import org.chengxin.repair.records.RememberedRecords;
import org.chengxin.testkit.Contract;
import org.chengxin.testkit.TestClock;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

@CaseTest
class PersonsTest {

    @Autowired
    CaseApi api;

    @Autowired
    Tokens tokens;

    @Autowired
    TestClock clock;

    @Autowired
    RememberedRecords records;

    @Autowired
    SubjectChangesListener listener;

    @Autowired
    Subjects subjects;

    final UUID wang = UUID.randomUUID();
    final UUID sameWang = UUID.randomUUID();
    final UUID li = UUID.randomUUID();
    final UUID mergeId = UUID.randomUUID();

    @Test
    void twoSubjectsThatAreOnePersonSeeTheCasesOfBothUntilTheyAreSplit() {
        var caseId = disputed(sameWang, sameWang);
        assertThat(status(caseId, wang)).isEqualTo(404);

        merged();
        assertThat(status(caseId, wang)).isEqualTo(200);
        assertThat(status(caseId, sameWang)).isEqualTo(200);
        assertThat(status(caseId, li)).isEqualTo(404);

        split();
        assertThat(status(caseId, wang)).isEqualTo(404);
        assertThat(status(caseId, sameWang)).isEqualTo(200);
    }

    @Test
    void aReversalThatComesFirstIsRemembered() {
        split();
        merged();

        assertThat(subjects.everyIdOf(List.of(wang))).containsExactly(wang);
    }

    @Test
    void anAgentActsUntilTheDayAndNoLonger() {
        delegate(wang, "AGENT", li, "2026-11-30").expectStatus().isCreated();
        var caseId = disputed(wang, li);
        assertThat(status(caseId, li)).isEqualTo(200);

        clock.set(LocalDate.of(2026, 12, 1));

        assertThat(status(caseId, li)).isEqualTo(404);
        assertThat(status(caseId, wang)).isEqualTo(200);
    }

    @Test
    void eitherSideEndsIt() {
        var id = api.taken(delegate(wang, "AGENT", li, "2026-11-30"))
                .get("delegationId")
                .asString();
        var path = "/v1/delegations/" + id + "/revocation";
        api.refused(api.post(path, tokens.citizen(UUID.randomUUID()), "{}"), 404, "delegation-not-found");

        api.taken(api.post(path, tokens.citizen(wang), "{}"));

        var caseId = disputed(wang, wang);
        assertThat(status(caseId, li)).isEqualTo(404);
        api.refused(api.post(path, tokens.citizen(li), "{}"), 409, "delegation-closed");
    }

    @ParameterizedTest(name = "granted {0}")
    @ValueSource(booleans = {true, false})
    void aGuardianWaitsForTheReviewer(boolean granted) {
        var caseId = disputed(wang, wang);
        var id = api.taken(delegate(li, "GUARDIAN", wang, "2027-11-30"))
                .get("delegationId")
                .asString();
        assertThat(status(caseId, li)).isEqualTo(404);
        assertThat(api.taken(api.get("/v1/delegations?limit=200", tokens.reviewer("reviewer-1")))
                        .toString())
                .contains(id);

        api.taken(api.post(
                "/v1/delegations/" + id + "/decision",
                tokens.reviewer("reviewer-1"),
                "{\"granted\": %s}".formatted(granted)));

        assertThat(status(caseId, li)).isEqualTo(granted ? 200 : 404);
    }

    @Test
    void onlyTheDeadHaveHeirs() {
        api.refused(delegate(li, "HEIR", wang, "2027-11-30"), 409, "not-deceased");

        died(wang);

        api.taken(delegate(li, "HEIR", wang, "2027-11-30"));
        assertThat(api.taken(api.get("/v1/delegations", tokens.citizen(li))).get("items"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"subject.merged.v1", "subject.split.v1", "subject.deceased.v1"})
    void theExamplesOfTheContractAreRead(String type) {
        var message = new Contract("identity-service", type).message("subject-changes", wang.toString());

        listener.on(List.of(message));

        assertThat(message.value()).isNotEmpty();
    }

    @Test
    void theCasesOfTheDeadGoOnForTheirHeirs() {
        var caseId = disputed(wang, wang);

        died(wang);
        died(wang);

        api.taken(delegate(li, "HEIR", wang, "2027-11-30"));
        var ids = api.taken(api.get("/v1/delegations", tokens.citizen(li)))
                .at("/items/0/delegationId")
                .asString();
        api.taken(
                api.post("/v1/delegations/" + ids + "/decision", tokens.reviewer("reviewer-1"), "{\"granted\": true}"));
        var read = api.read(caseId, tokens.citizen(li));
        assertThat(read.get("state").asString()).isEqualTo("FORWARDED");
        assertThat(read.get("timeline")
                        .valueStream()
                        .filter(step -> step.get("step").asString().equals("PERSON_DIED")))
                .hasSize(1);
    }

    @Test
    void aRepairOfTheDeadIsNotUndoneWithoutThem() {
        var record = records.remember(RecordExample.adverse().of(wang).dutyPerformed());
        var caseId = api.taken(api.post("/v1/repairs", tokens.citizen(wang), """
                        {"recordId": "%s", "method": "CREDIT_PLEDGE", "pledge": true}
                        """.formatted(record.recordId())))
                .get("caseId")
                .asString();
        var officer = tokens.officer("PROV_STATE_TAX");
        api.taken(api.step(caseId, "acceptance", officer, "{\"accepted\": true, \"reason\": \"Complete.\"}"));
        api.taken(api.step(
                caseId, "decision", officer, "{\"outcome\": \"GRANTED\", \"reason\": \"Yes.\", \"basis\": \"R-2\"}"));
        api.taken(api.step(caseId, "undo-proposal", officer, "{\"reason\": \"A doubt.\"}"));

        died(wang);

        var read = api.read(caseId, tokens.citizen(wang));
        assertThat(read.get("state").asString()).isEqualTo("GRANTED");
        assertThat(read.at("/decisions/1/outcome").asString()).isEqualTo("KEPT");
    }

    private void died(UUID person) {
        listener.on(List.of(Contract.message(
                "subject-changes",
                person.toString(),
                "subject.deceased.v1",
                "/identity-service",
                UUID.randomUUID().toString(),
                "{\"subjectId\": \"%s\", \"diedOn\": \"2026-11-01\"}".formatted(person))));
    }

    private ResponseSpec delegate(UUID caller, String ground, UUID other, String until) {
        return api.post("/v1/delegations", tokens.citizen(caller), """
                {"ground": "%s", "otherId": "%s", "validUntil": "%s", "reason": "We agreed."}
                """.formatted(ground, other, until));
    }

    private String disputed(UUID subject, UUID caller) {
        var record = records.remember(RecordExample.adverse().of(subject));
        return api.taken(api.post("/v1/disputes", tokens.citizen(caller), """
                        {"recordId": "%s", "grounds": "OTHER", "explanation": "x"}
                        """.formatted(record.recordId())))
                .get("caseId")
                .asString();
    }

    private int status(String caseId, UUID caller) {
        return api.get("/v1/cases/" + caseId, tokens.citizen(caller))
                .returnResult(String.class)
                .getStatus()
                .value();
    }

    private void merged() {
        listener.on(List.of(message("subject.merged.v1", "mergedId")));
    }

    private void split() {
        listener.on(List.of(message("subject.split.v1", "restoredId")));
    }

    private org.apache.kafka.clients.consumer.ConsumerRecord<String, byte[]> message(String type, String other) {
        return Contract.message(
                "subject-changes",
                wang.toString(),
                type,
                "/identity-service",
                UUID.randomUUID().toString(),
                "{\"mergeId\": \"%s\", \"survivorId\": \"%s\", \"%s\": \"%s\"}"
                        .formatted(mergeId, wang, other, sameWang));
    }
}
