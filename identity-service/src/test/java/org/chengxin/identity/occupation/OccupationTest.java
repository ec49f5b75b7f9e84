package org.chengxin.identity.occupation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.chengxin.identity.IdentityApi;
import org.chengxin.identity.Numbers;
import org.chengxin.testkit.KafkaProbe;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

class OccupationTest extends IdentityApi {

    private static final String JUSTICE = "PROV_JUSTICE";
    private static final String LICENCE = "15301202610000001";
    private static final Map<String, Object> LAWYER =
            Map.of("licence", LICENCE, "validFrom", "2026-01-01", "validUntil", "2026-12-31");

    @Autowired
    private KafkaProbe kafka;

    private UUID wang = UUID.randomUUID();

    @BeforeEach
    void aVerifiedPerson() {
        authoritySays("AGREES");
        wang = register(Numbers.next(), "王测试").subjectId();
    }

    @Test
    void aRegulatorEntersItsProfessionAndWhoLooksStandsInThePersonsLog() {
        var entered = enter(wang, "LAWYER", JUSTICE, LAWYER, null);

        entered.expectStatus()
                .isCreated()
                .expectHeader()
                .valueEquals("ETag", "\"1\"")
                .expectBody()
                .jsonPath("$.nameZh")
                .isEqualTo("律师");
        var shown = occupations(wang);
        assertThat(shown.text()).doesNotContain(LICENCE);
        var entry = shown.body().at("/items/0");
        assertThat(entry.path("maskedLicence").asString()).isEqualTo("*************0001");
        assertThat(entry.path("regulator").asString()).isEqualTo(JUSTICE);
        assertThat(entry.path("valid").asBoolean()).isTrue();
        var seen = kafka.await("access-events", message -> wang.toString().equals(message.key()));
        assertThat(KafkaProbe.text(seen)).contains("prefecture-530100");
    }

    @ParameterizedTest(name = "on {0}: {1}")
    @CsvSource({"2025-12-31, false", "2026-01-01, true", "2026-12-31, true", "2027-01-01, false"})
    void theFirstAndTheLastDayCount(LocalDate day, boolean valid) {
        var practice = new Practice("LAWYER", LICENCE, JUSTICE, LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31));

        assertThat(practice.isValidOn(day)).isEqualTo(valid);
    }

    @Test
    void anEntryIsChangedFromTheVersionThatWasRead() {
        enter(wang, "LAWYER", JUSTICE, LAWYER, null).expectStatus().isCreated();
        var ended = Map.<String, Object>of("licence", LICENCE, "validFrom", "2026-01-01", "validUntil", "2026-06-30");

        refused(enter(wang, "LAWYER", JUSTICE, ended, null), 428, "if-match-missing");
        refused(enter(wang, "LAWYER", JUSTICE, ended, "\"7\""), 412, "if-match-stale");
        enter(wang, "LAWYER", JUSTICE, ended, "\"1\"")
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"2\"");

        assertThat(occupations(wang).body().path("items")).hasSize(1);
        assertThat(occupations(wang).body().at("/items/0/valid").asBoolean()).isFalse();
    }

    @Test
    void onlyItsRegulatorEntersAProfession() {
        refused(enter(wang, "LAWYER", "PROV_EDU", LAWYER, null), 403, "department-not-competent");
        refused(enter(wang, "ASTROLOGER", JUSTICE, LAWYER, null), 404, "occupation-unknown");
        assertThat(put(wang, "LAWYER", tokens.officer(JUSTICE), LAWYER, null)
                        .returnResult(String.class)
                        .getStatus()
                        .value())
                .isEqualTo(403);
        assertThat(occupations(wang).body().path("items")).isEmpty();
    }

    @Test
    void aLicenceStandsWhereTheLawKnowsOneAndNowhereElse() {
        refused(enter(wang, "LAWYER", JUSTICE, Map.of("validFrom", "2026-01-01"), null), 422, "fields-invalid");
        refused(enter(wang, "CIVIL_SERVANT", "PROV_HRSS", LAWYER, null), 422, "fields-invalid");
        enter(wang, "CIVIL_SERVANT", "PROV_HRSS", Map.of("validFrom", "2026-01-01"), null)
                .expectStatus()
                .isCreated();
    }

    @Test
    void nothingIsEnteredAboutWhomItCannotBe() {
        var died = register(Numbers.next(), "王测试").subjectId();
        post("/v1/subjects/" + died + "/death", tokens.department("PROV_PSB"), Map.of("diedOn", "2026-11-01"));
        var minor = register(Numbers.of("20120101", 37), "王测试").subjectId();
        authoritySays("DISAGREES");
        var unverified = register(Numbers.next(), "王测试").subjectId();

        refused(enter(UUID.randomUUID(), "LAWYER", JUSTICE, LAWYER, null), 404, "subject-not-found");
        refused(enter(died, "LAWYER", JUSTICE, LAWYER, null), 409, "subject-deceased");
        refused(enter(unverified, "LAWYER", JUSTICE, LAWYER, null), 409, "subject-not-verified");
        refused(enter(minor, "LAWYER", JUSTICE, LAWYER, null), 422, "subject-minor");
    }

    @Test
    void whileMergedTheSurvivorPractisesWhatBothDoAndAfterwardsEachTheirOwn() {
        var survivor = register(Numbers.next(), "王测试").subjectId();
        enter(wang, "LAWYER", JUSTICE, LAWYER, null).expectStatus().isCreated();
        var merge = post(
                        "/v1/subject-merges",
                        tokens.reviewer("reviewer-1"),
                        Map.of(
                                "survivorId",
                                survivor,
                                "mergedId",
                                wang,
                                "reason",
                                "AUTHORITY_FINDING",
                                "authorityReference",
                                "2026-PSB-7"))
                .body()
                .path("mergeId")
                .asString();
        step(merge, "approval", "reviewer-2", Map.of("approved", true));

        assertThat(occupations(survivor).body().path("items")).hasSize(1);
        refused(enter(wang, "TEACHER", "PROV_EDU", LAWYER, null), 409, "subject-merged");

        step(merge, "reversal", "reviewer-1", Map.of("reason", "MISTAKE"));
        step(merge, "reversal/approval", "reviewer-2", Map.of());
        assertThat(occupations(survivor).body().path("items")).isEmpty();
        assertThat(occupations(wang).body().path("items")).hasSize(1);
    }

    @Test
    void theLicenceIsEncryptedInTheTable() {
        enter(wang, "LAWYER", JUSTICE, LAWYER, null).expectStatus().isCreated();

        var row = jdbc.sql("select o::text from occupation o where subject_id = :id")
                .param("id", wang)
                .query(String.class)
                .single();

        assertThat(row).doesNotContain(LICENCE);
    }

    private void step(String merge, String step, String reviewer, Map<String, Object> body) {
        var done = post("/v1/subject-merges/" + merge + "/" + step, tokens.reviewer(reviewer), body);
        assertThat(done.status()).as(done.text()).isEqualTo(200);
    }

    private Answer occupations(UUID subject) {
        return get("/v1/subjects/" + subject + "/occupations", tokens.prefecture("530100"));
    }

    private ResponseSpec enter(UUID subject, String code, String department, Map<String, Object> body, String ifMatch) {
        return put(subject, code, tokens.department(department), body, ifMatch);
    }

    private ResponseSpec put(UUID subject, String code, String token, Map<String, Object> body, String ifMatch) {
        var request = http.put()
                .uri("/v1/subjects/" + subject + "/occupations/" + code)
                .header("Authorization", "Bearer " + token)
                .contentType(MediaType.APPLICATION_JSON);
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        return request.body(json.writeValueAsString(body)).exchange();
    }

    private static void refused(ResponseSpec answer, int status, String slug) {
        answer.expectStatus()
                .isEqualTo(status)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:chengxin:problem:" + slug);
    }
}
