package org.chengxin.identity.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chengxin.identity.IdentityApi;
import org.chengxin.identity.Numbers;
import org.chengxin.testkit.KafkaProbe;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

class ResponsiblePersonTest extends IdentityApi {

    private static final String REGISTER = "PROV_AIC";
    private static final String ENVIRONMENT = "PROV_ENV";

    @Autowired
    private KafkaProbe kafka;

    private UUID wang = UUID.randomUUID();
    private UUID li = UUID.randomUUID();

    @BeforeEach
    void twoVerifiedPersons() {
        authoritySays("AGREES");
        wang = register(Numbers.next(), "王测试").subjectId();
        li = register(Numbers.next(), "李测试").subjectId();
        jdbc.sql("delete from responsible_person").update();
    }

    @Test
    void aPersonAnswersForAnOrganisationFromADayToADay() {
        link(wang, REGISTER, role("LEGAL_REPRESENTATIVE", "2024-03-01", "2026-02-28"), null)
                .expectStatus()
                .isCreated()
                .expectHeader()
                .valueEquals("ETag", "\"1\"");
        link(li, REGISTER, role("LEGAL_REPRESENTATIVE", "2026-03-01", null), null)
                .expectStatus()
                .isCreated();

        assertThat(idsOn("2026-02-28")).containsExactly(wang.toString());
        assertThat(idsOn("2026-03-01")).containsExactly(li.toString());
        assertThat(idsOn("2024-02-29")).isEmpty();
        var seen = kafka.await("access-events", message -> wang.toString().equals(message.key()));
        assertThat(KafkaProbe.text(seen)).contains("prefecture-530100");
    }

    @Test
    void aPageTellsOnlyThoseWhoStandInItThatTheyWereSeen() {
        link(wang, REGISTER, role("PRINCIPAL", "2024-03-01", null), null);
        link(li, REGISTER, role("PRINCIPAL", "2024-03-01", null), null);

        var first = page("?limit=1");
        var second = page("?limit=1&cursor=" + first.body().path("nextCursor").asString());

        var ids = List.of(
                first.body().at("/items/0/subjectId").asString(),
                second.body().at("/items/0/subjectId").asString());
        assertThat(ids).containsExactlyInAnyOrder(wang.toString(), li.toString());
        for (var id : ids) {
            kafka.await("access-events", message -> id.equals(message.key()));
            assertThat(kafka.seen("access-events", message -> id.equals(message.key())))
                    .hasSize(1);
        }
    }

    @Test
    void whoSaidItOrTheRegisterChangesIt() {
        link(wang, ENVIRONMENT, role("OTHER_DIRECTLY_RESPONSIBLE", "2026-01-01", null), null)
                .expectStatus()
                .isCreated();
        var ended = role("OTHER_DIRECTLY_RESPONSIBLE", "2026-01-01", "2026-05-31");

        refused(link(wang, "PROV_EDU", ended, "\"1\""), 403, "department-not-competent");
        refused(link(wang, ENVIRONMENT, ended, null), 428, "if-match-missing");
        link(wang, ENVIRONMENT, ended, "\"1\"").expectStatus().isOk();
        refused(link(wang, REGISTER, ended, "\"1\""), 412, "if-match-stale");
        link(wang, REGISTER, ended, "\"2\"").expectStatus().isOk();
    }

    @Test
    void whatIsNoCodeNoPeriodAndNoPersonIsRefused() {
        refused(
                put(
                        "/v1/organisations/91530000000000019F/responsible-persons/" + wang,
                        REGISTER,
                        role("PRINCIPAL", "2026-01-01", null),
                        null),
                422,
                "organisation-code-invalid");
        refused(link(wang, REGISTER, role("PRINCIPAL", "2026-01-02", "2026-01-01"), null), 422, "fields-invalid");
        refused(link(wang, REGISTER, role("OWNER_OF_A_DOG", "2026-01-02", null), null), 422, "fields-invalid");
        refused(
                link(UUID.randomUUID(), REGISTER, role("PRINCIPAL", "2026-01-02", null), null),
                404,
                "subject-not-found");
    }

    @Test
    void whileMergedTheSurvivorAnswersForTheOrganisation() {
        link(li, REGISTER, role("PRINCIPAL", "2024-03-01", null), null);
        jdbc.sql("update subject set merged_into = :wang where id = :li")
                .param("wang", wang)
                .param("li", li)
                .update();

        assertThat(idsOn("2026-03-01")).containsExactly(wang.toString());
        refused(link(li, REGISTER, role("PRINCIPAL", "2024-03-01", null), "\"1\""), 409, "subject-merged");
    }

    private static Map<String, Object> role(String role, String from, String until) {
        return until == null ? Map.of("role", role, "from", from) : Map.of("role", role, "from", from, "until", until);
    }

    private List<String> idsOn(String day) {
        return page("?on=" + day).body().path("items").findValuesAsString("subjectId");
    }

    private Answer page(String query) {
        return get("/v1/organisations/91530000000000019E/responsible-persons" + query, tokens.prefecture("530100"));
    }

    private ResponseSpec link(UUID subject, String department, Map<String, Object> body, String ifMatch) {
        return put("/v1/organisations/91530000000000019E/responsible-persons/" + subject, department, body, ifMatch);
    }

    private ResponseSpec put(String path, String department, Map<String, Object> body, String ifMatch) {
        var request = http.put()
                .uri(path)
                .header("Authorization", "Bearer " + tokens.department(department))
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
