package org.chengxin.identity.dump;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.created;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.chengxin.identity.IdentityApi;
import org.chengxin.identity.Numbers;
import org.chengxin.identity.contact.ContactServers;
import org.chengxin.testkit.PeerServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;

/** A copy of the database tells nobody's number and nobody's name, whatever happened to the person. */
class DatabaseDumpTest extends IdentityApi {

    private static final String POLICE = "PROV_PSB";
    private static final String LICENCE = "1530120" + System.nanoTime();
    private static final String USERS = "/admin/realms/test/users";

    @Autowired
    private DataSource database;

    private final String name = "古丽巴哈尔·买买提" + Long.toString(System.nanoTime(), 36);
    private final String newName = "诺布顿珠" + Long.toString(System.nanoTime(), 36);
    private final String number = Numbers.next();
    private final String wrongNumber = Numbers.next();
    private final String secondNumber = Numbers.next();
    private final String pendingNumber = Numbers.next();
    private final String address = "nobu" + Long.toString(System.nanoTime(), 36) + "@example.org";

    /** The algorithm that the running service is told to use. */
    protected String algorithm() {
        return "AES-256-GCM";
    }

    @AfterEach
    void theRealmForgets() {
        PeerServers.authority().resetAll();
    }

    @Test
    void noNumberAndNoNameStandsInTheDatabaseInAnyReadableForm() {
        var dumps = new LinkedHashSet<DatabaseDump>();
        authoritySays("AGREES");
        var person = registeredForKeeps(wrongNumber).subjectId();
        dumps.add(DatabaseDump.of(database));
        police(person, "documents", Map.of("document", card(number), "replaces", card(wrongNumber)));
        police(person, "name-changes", Map.of("name", newName));
        police(person, "documents", Map.of("document", card(secondNumber)));
        dumps.add(DatabaseDump.of(database));
        authorityAnswers(aResponse().withStatus(500));
        assertThat(registeredForKeeps(pendingNumber).verification()).isEqualTo("UNVERIFIED");
        dumps.add(DatabaseDump.of(database));
        authoritySays("AGREES");
        looked(person);
        accountOpened(person);
        practises(person);
        keepsAnAddress(person);
        dumps.add(DatabaseDump.of(database));

        var secrets = Set.of(name, newName, number, wrongNumber, secondNumber, pendingNumber, LICENCE, address);
        for (var dump : dumps) {
            assertThat(dump.tablesWith(person.toString())).contains("public.subject", "public.identity_document");
            for (var secret : secrets) {
                Spellings.of(secret)
                        .forEach((spelling, bytes) -> assertThat(dump.tablesWith(bytes))
                                .as("%s of a secret", spelling)
                                .isEmpty());
            }
        }
    }

    @Test
    void whatIsStoredIsStoredInTheSuiteOfTheConfiguration() {
        authoritySays("AGREES");
        var person = registeredForKeeps(number).subjectId();

        var keys = jdbc.sql("""
                select s.name_key from subject s where s.id = :id
                union select d.number_key from identity_document d where d.subject_id = :id
                """).param("id", person).query(String.class).list();

        assertThat(keys).isNotEmpty().allSatisfy(key -> assertThat(key).startsWith(algorithm() + "/"));
    }

    /** The search is worth nothing unless it finds. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "encode(convert_to(%s, 'UTF8'), 'hex')",
                "upper(encode(convert_to(%s, 'UTF8'), 'hex'))",
                "encode(convert_to(%s, 'UTF8'), 'base64')",
                "encode(convert_to('a' || %s || 'z', 'UTF8'), 'base64')",
                "encode(convert_to('ab' || %s, 'UTF8'), 'base64')",
                "encode(convert_to(%s, 'GB18030'), 'hex')",
                "encode(sha256(convert_to(%s, 'UTF8')), 'hex')",
                "encode(sha512(convert_to(%s, 'UTF8')), 'base64')",
                "md5(%s)",
                "reverse(%s)",
                "convert_to(%s, 'UTF8')::text"
            })
    void theSearchFindsWhatIsThere(String spelling) {
        var table = "leak_" + UUID.randomUUID().toString().replace("-", "");
        jdbc.sql("create table " + table + " as select " + spelling.formatted(":secret::text") + " as leaked")
                .param("secret", name)
                .update();
        try {
            var dump = DatabaseDump.of(database);

            assertThat(Spellings.of(name).values())
                    .anySatisfy(bytes -> assertThat(dump.tablesWith(bytes)).contains("public." + table));
        } finally {
            jdbc.sql("drop table " + table).update();
        }
        assertThat(DatabaseDump.of(database).tablesWith(new String(name.getBytes(UTF_8), ISO_8859_1)))
                .isEmpty();
    }

    /** With a key for repetitions, under which the answer is kept. */
    private Answer registeredForKeeps(String card) {
        var body = Map.of("document", card(card), "name", name, "realNameField", "TELECOM");
        var result = http.post()
                .uri("/v1/subjects")
                .header("Authorization", "Bearer " + tokens.department(TAX))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(MediaType.APPLICATION_JSON)
                .body(json.writeValueAsString(body))
                .exchange()
                .returnResult(String.class);
        var text = String.valueOf(result.getResponseBody());
        assertThat(result.getStatus().value()).as(text).isEqualTo(201);
        return new Answer(201, json.readTree(text), text);
    }

    private void police(UUID person, String what, Object body) {
        var done = post("/v1/subjects/" + person + "/" + what, tokens.department(POLICE), body);
        assertThat(done.status()).as(done.text()).isEqualTo(200);
    }

    private void looked(UUID person) {
        var service = tokens.service("sharing-service");
        var revealed = post(
                "/v1/subjects/reveal",
                service,
                Map.of(
                        "purpose", "SUPERVISION",
                        "receiver", "prefecture-530100",
                        "subjectIds", List.of(person)));
        assertThat(revealed.text()).contains(newName);
        post("/v1/subjects/resolve", service, Map.of("items", List.of(item("1", number, newName))));
        post("/v1/receiver-tokens", service, Map.of("receiver", "national-platform", "subjectIds", List.of(person)));
    }

    private void accountOpened(UUID person) {
        PeerServers.authority().stubFor(WireMock.post(USERS).willReturn(created()));
        var invited = post("/v1/subjects/" + person + "/account-invitations", tokens.prefecture("530100"), Map.of());
        var opened = http.post()
                .uri("/v1/accounts")
                .contentType(MediaType.APPLICATION_JSON)
                .body(json.writeValueAsString(Map.of(
                        "code", invited.body().path("code").asString(), "document", card(number), "name", newName)))
                .exchange()
                .returnResult(String.class);
        assertThat(opened.getStatus().value()).isEqualTo(201);
    }

    /** Once with its code on the way, and once verified. */
    private void keepsAnAddress(UUID person) {
        var put = http.put()
                .uri("/v1/me/contact-points/EMAIL")
                .header("Authorization", "Bearer " + tokens.citizen(person))
                .contentType(MediaType.APPLICATION_JSON)
                .body(json.writeValueAsString(Map.of("address", address)))
                .exchange()
                .returnResult(String.class);
        assertThat(put.getStatus().value()).isEqualTo(200);
        assertThat(DatabaseDump.of(database).tablesWith(address)).isEmpty();
        var verified = http.post()
                .uri("/v1/me/contact-points/EMAIL/verification")
                .header("Authorization", "Bearer " + tokens.citizen(person))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(MediaType.APPLICATION_JSON)
                .body(json.writeValueAsString(Map.of("code", ContactServers.codeFor(address))))
                .exchange()
                .returnResult(String.class);
        assertThat(verified.getStatus().value()).isEqualTo(200);
        var told = post(
                "/v1/contact-messages",
                tokens.service("record-service"),
                Map.of("items", List.of(Map.of("messageId", UUID.randomUUID(), "subjectId", person))));
        assertThat(told.text()).contains("SENT");
    }

    private void practises(UUID person) {
        http.put()
                .uri("/v1/subjects/" + person + "/occupations/LAWYER")
                .header("Authorization", "Bearer " + tokens.department("PROV_JUSTICE"))
                .contentType(MediaType.APPLICATION_JSON)
                .body(json.writeValueAsString(Map.of("licence", LICENCE, "validFrom", "2026-01-01")))
                .exchange()
                .expectStatus()
                .isCreated();
    }

    private static Map<String, String> card(String number) {
        return Map.of("type", "RESIDENT_ID", "number", number);
    }
}
