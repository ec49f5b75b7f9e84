package org.chengxin.identity.civilstatus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chengxin.identity.IdentityApi;
import org.chengxin.identity.Numbers;
import org.chengxin.testkit.Contract;
import org.chengxin.testkit.KafkaProbe;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class CivilStatusTest extends IdentityApi {

    private static final String PUBLIC_SECURITY = "PROV_PSB";

    @Autowired
    private KafkaProbe kafka;

    @Test
    void afterANameChangeBothNamesFindThePersonAndTheNewOneIsShown() {
        authoritySays("AGREES");
        var number = Numbers.next();
        var wang = register(number, "王测试").subjectId();

        var changed = change(wang, "name-changes", Map.of("name", "王新名"));

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text()).contains("王**").doesNotContain("王新名");
        assertThat(resolved(number, "王新名")).isEqualTo(wang);
        assertThat(resolved(number, "王测试")).isEqualTo(wang);
        assertThat(slug(number, "李测试")).isEqualTo("subject-mismatch");
        assertThat(revealedName(wang)).isEqualTo("王新名");
        announced("subject.renamed.v1", wang);
    }

    @Test
    void anotherDocumentIsTheSamePerson() {
        authoritySays("AGREES");
        var number = Numbers.next();
        var wang = register(number, "王测试").subjectId();

        var added = change(
                wang,
                "documents",
                Map.of("document", Map.of("type", "HKMT_RESIDENCE", "number", "810000190001010018")));

        assertThat(added.status()).isEqualTo(200);
        assertThat(added.text()).contains("8100**********0018");
        var shown = get("/v1/subjects/" + wang, tokens.prefecture("530100"));
        assertThat(shown.body().path("documents")).hasSize(2);
        announced("subject.document-added.v1", wang);
    }

    @Test
    void aCorrectedNumberFindsThePersonAndTheWrongOneIsFree() {
        authoritySays("AGREES");
        var wrong = Numbers.next();
        var right = Numbers.next();
        var wang = register(wrong, "王测试").subjectId();

        var corrected = change(wang, "documents", Map.of("document", card(right), "replaces", card(wrong)));
        var owner = register(wrong, "李测试");

        assertThat(corrected.status()).isEqualTo(200);
        assertThat(resolved(right, "王测试")).isEqualTo(wang);
        assertThat(owner.status()).isEqualTo(201);
        assertThat(owner.subjectId()).isNotEqualTo(wang);
    }

    @Test
    void aDocumentOfSomebodyElseIsNotTaken() {
        authoritySays("AGREES");
        var wang = register(Numbers.next(), "王测试").subjectId();
        var lisNumber = Numbers.next();
        register(lisNumber, "李测试");

        assertThat(change(wang, "documents", Map.of("document", card(lisNumber)))
                        .slug())
                .isEqualTo("document-taken");
        assertThat(change(wang, "documents", Map.of("document", card(Numbers.next()), "replaces", card(lisNumber)))
                        .slug())
                .isEqualTo("document-not-held");
        assertThat(change(wang, "documents", Map.of("document", card("530199199001010010")))
                        .slug())
                .isEqualTo("document-invalid");
    }

    @Test
    void aDeathIsRecordedOnceAndNothingChangesAfterIt() {
        authoritySays("AGREES");
        var wang = register(Numbers.next(), "王测试").subjectId();

        var recorded = change(wang, "death", Map.of("diedOn", "2026-11-20"));

        assertThat(recorded.status()).isEqualTo(200);
        assertThat(change(wang, "death", Map.of("diedOn", "2026-11-20")).status())
                .isEqualTo(200);
        assertThat(change(wang, "death", Map.of("diedOn", "2026-11-19")).slug()).isEqualTo("death-recorded");
        assertThat(change(wang, "name-changes", Map.of("name", "王新名")).slug()).isEqualTo("subject-deceased");
        announced("subject.deceased.v1", wang);
    }

    @Test
    void aDeathInTheFutureOrBeforeTheBirthIsRefused() {
        authoritySays("AGREES");
        var wang = register(Numbers.next(), "王测试").subjectId();

        assertThat(change(wang, "death", Map.of("diedOn", "2027-01-01")).slug()).isEqualTo("date-invalid");
        assertThat(change(wang, "death", Map.of("diedOn", "1989-12-31")).slug()).isEqualTo("date-invalid");
        assertThat(change(UUID.randomUUID(), "death", Map.of("diedOn", "2026-11-20"))
                        .slug())
                .isEqualTo("subject-not-found");
    }

    @Test
    void onlyPublicSecurityRecordsTheCivilStatus() {
        var answer = post(
                "/v1/subjects/" + UUID.randomUUID() + "/death", tokens.department(TAX), Map.of("diedOn", "2026-11-20"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.slug()).isEqualTo("not-public-security");
    }

    private Answer change(UUID person, String what, Object body) {
        return post("/v1/subjects/" + person + "/" + what, tokens.department(PUBLIC_SECURITY), body);
    }

    private static Map<String, Object> card(String number) {
        return Map.of("type", "RESIDENT_ID", "number", number);
    }

    private Answer resolve(String number, String name) {
        return post(
                "/v1/subjects/resolve", tokens.prefecture("530100"), Map.of("items", List.of(item("1", number, name))));
    }

    private UUID resolved(String number, String name) {
        return UUID.fromString(
                resolve(number, name).body().at("/items/0/subjectId").asString());
    }

    private String slug(String number, String name) {
        return resolve(number, name)
                .body()
                .at("/items/0/problem/type")
                .asString("")
                .replace("urn:chengxin:problem:", "");
    }

    private String revealedName(UUID person) {
        return post(
                        "/v1/subjects/reveal",
                        tokens.service("sharing-service"),
                        Map.of("purpose", "SUPERVISION", "receiver", "x", "subjectIds", List.of(person)))
                .body()
                .at("/items/0/name")
                .asString();
    }

    private void announced(String type, UUID person) {
        var message = kafka.await(
                "subject-changes",
                candidate -> candidate.key().equals(person.toString())
                        && KafkaProbe.header(candidate, "ce_type").equals(type));
        new Contract("identity-service", type).isKeptByJson(KafkaProbe.text(message));
        assertThat(KafkaProbe.text(message)).doesNotContain("王");
    }
}
