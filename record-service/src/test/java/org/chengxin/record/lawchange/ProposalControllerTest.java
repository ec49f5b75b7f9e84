package org.chengxin.record.lawchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Locale;
import java.util.UUID;
import org.chengxin.testkit.ServiceTest;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
class ProposalControllerTest {

    @Autowired
    RestTestClient http;

    @Autowired
    Tokens tokens;

    @Autowired
    JsonMapper json;

    @Test
    void twoAdministratorsChangeTheCatalogueWithACommentAndAPreviewBetween() {
        var code = "TEST_" + UUID.randomUUID().toString().replace('-', '_').toUpperCase(Locale.ROOT);
        var draft = json.writeValueAsString(Drafts.type(code, 3, 9));

        var proposal = post("/v1/record-types", draft, tokens.catalogAdmin("catalog-admin-1"), 201);
        var address = "/v1/record-types/proposals/"
                + proposal.path("proposal").path("proposalId").asString();
        post(address + "/comments", "{\"text\": \"请附上法律依据\"}", tokens.citizen(UUID.randomUUID()), 200);
        assertThat(get(address).path("comments").get(0).path("author").asString())
                .isEqualTo("citizen");
        assertThat(get(address + "/preview").path("concerned").asInt()).isZero();
        var own = post(address + "/approval", "{}", tokens.catalogAdmin("catalog-admin-1"), 403);
        assertThat(own.path("type").asString()).isEqualTo("urn:chengxin:problem:four-eyes");
        var approved = post(address + "/approval", "{}", tokens.catalogAdmin("catalog-admin-2"), 200);

        assertThat(approved.path("proposal").path("state").asString()).isEqualTo("APPROVED");
        http.get()
                .uri("/v1/record-types/" + code + "?on=2026-12-31")
                .exchange()
                .expectStatus()
                .isNotFound();
        assertThat(get("/v1/record-types/" + code + "?on=2027-01-01")
                        .path("display")
                        .path("maxMonths")
                        .asInt())
                .isEqualTo(9);
        assertThat(get("/v1/record-types/proposals?state=APPROVED").toString()).contains(code);
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        var draft = json.writeValueAsString(Drafts.type("INCOME_TAX_ADVERSE", 9, 3))
                .replace("\"INCOME_TAX\"", "\"NO_SUCH_LAW\"")
                .replace("\"TAX\"", "\"NO_SUCH_DOMAIN\"")
                .replace("\"additionalProperties\":false", "\"additionalProperties\":true")
                .replace("2027-01-01", "2026-11-22");

        var refusal = post(
                "/v1/record-types/INCOME_TAX_ADVERSE/versions", draft, tokens.catalogAdmin("catalog-admin-1"), 422);

        assertThat(refusal.path("errors").values())
                .extracting(error -> error.path("pointer").asString())
                .containsExactlyInAnyOrder("/domain", "/display", "/legalBases/0", "/factsSchema", "/inForceFrom");
    }

    @Test
    void whatATypeSaysAboutSharingPublicationAndRepairIsPreviewedApprovedAndShown() {
        var code = "TEST_" + UUID.randomUUID().toString().replace('-', '_').toUpperCase(Locale.ROOT);
        var first = Drafts.type(code, 3, 9);
        approved(post("/v1/record-types", json.writeValueAsString(first), tokens.catalogAdmin("catalog-admin-1"), 201));
        var closed = json.writeValueAsString(first)
                .replace("\"repairable\":true", "\"repairable\":false")
                .replace("\"repairExclusionBasis\":null", "\"repairExclusionBasis\":\"某法 Art. 9\"")
                .replace("\"sharingScope\":null", "\"sharingScope\":\"AGREEMENT\"")
                .replace("\"publicationBasis\":null", "\"publicationBasis\":\"INCOME_TAX\"")
                .replace("2027-01-01", "2027-02-01");

        var proposal =
                post("/v1/record-types/" + code + "/versions", closed, tokens.catalogAdmin("catalog-admin-1"), 201);
        var address = "/v1/record-types/proposals/"
                + proposal.path("proposal").path("proposalId").asString();
        var entry = get(address + "/preview").path("entry");
        approved(proposal);

        assertThat(entry.values())
                .extracting(
                        difference -> difference.path("member").asString(),
                        difference -> difference.path("now").asString(""),
                        difference -> difference.path("then").asString(""))
                .containsExactly(
                        tuple("sharingScope", "AGREEMENT_OR_CONSENT", "AGREEMENT"),
                        tuple("publicationBasis", "", "INCOME_TAX"),
                        tuple("repairExclusionBasis", "", "某法 Art. 9"));
        var before = get("/v1/record-types/" + code + "?on=2027-01-31");
        var after = get("/v1/record-types/" + code + "?on=2027-02-01");
        assertThat(before.path("published").asBoolean()).isFalse();
        assertThat(before.path("repairable").asBoolean()).isTrue();
        assertThat(after.path("published").asBoolean()).isTrue();
        assertThat(after.path("publicationBasis").asString()).isEqualTo("INCOME_TAX");
        assertThat(after.path("repairable").asBoolean()).isFalse();
        assertThat(after.path("repairExclusionBasis").asString()).isEqualTo("某法 Art. 9");
        assertThat(after.path("sharingScope").asString()).isEqualTo("AGREEMENT");
    }

    @Test
    void thePreviewShowsEveryMemberOfTheEntryThatWouldChange() {
        var code = "TEST_" + UUID.randomUUID().toString().replace('-', '_').toUpperCase(Locale.ROOT);
        var first = Drafts.type(code, 3, 9);
        approved(post("/v1/record-types", json.writeValueAsString(first), tokens.catalogAdmin("catalog-admin-1"), 201));
        var other = json.writeValueAsString(first)
                .replace("个人所得税违法信息", "个人所得税行政处罚信息")
                .replace("\"domain\":\"TAX\"", "\"domain\":\"FINANCE\"")
                .replace("\"occupation\":null", "\"occupation\":\"LAWYER\"")
                .replace("\"noticeWorkingDays\":10", "\"noticeWorkingDays\":15")
                .replace(
                        "\"properties\":{",
                        "\"properties\":{\"kind\":{\"type\":\"string\",\"description\":\"A warning is not a fine.\"},")
                .replace("2027-01-01", "2027-02-01");

        var proposal =
                post("/v1/record-types/" + code + "/versions", other, tokens.catalogAdmin("catalog-admin-1"), 201);
        var entry = get("/v1/record-types/proposals/"
                        + proposal.path("proposal").path("proposalId").asString() + "/preview")
                .path("entry");

        assertThat(entry.values())
                .extracting(
                        difference -> difference.path("member").asString(),
                        difference -> difference.path("now").asString(""),
                        difference -> difference.path("then").asString(""))
                .containsExactly(
                        tuple("nameZh", "个人所得税违法信息", "个人所得税行政处罚信息"),
                        tuple("domain", "TAX", "FINANCE"),
                        tuple("occupation", "", "LAWYER"),
                        tuple("noticeWorkingDays", "10", "15"),
                        tuple(
                                "factsSchema/properties/kind",
                                "",
                                "{\"description\":\"A warning is not a fine.\",\"type\":\"string\"}"));
    }

    @Test
    void neitherPublicationNorTheEndOfRepairIsProposedWithoutItsLaw() {
        var draft = json.writeValueAsString(Drafts.type("INCOME_TAX_ADVERSE", 3, 9))
                .replace("\"repairable\":true", "\"repairable\":false")
                .replace("\"publicationBasis\":null", "\"publicationBasis\":\"SECURITIES\"");

        var refusal = post(
                "/v1/record-types/INCOME_TAX_ADVERSE/versions", draft, tokens.catalogAdmin("catalog-admin-1"), 422);

        assertThat(refusal.path("errors").values())
                .extracting(error -> error.path("pointer").asString())
                .containsExactlyInAnyOrder("/repairExclusionBasis", "/publicationBasis");
    }

    private void approved(JsonNode proposal) {
        post(
                "/v1/record-types/proposals/"
                        + proposal.path("proposal").path("proposalId").asString() + "/approval",
                "{}",
                tokens.catalogAdmin("catalog-admin-2"),
                200);
    }

    @Test
    void aDepartmentProposesNothing() {
        post(
                "/v1/record-types",
                json.writeValueAsString(Drafts.type("TEST_OF_NOBODY", 3, 9)),
                tokens.department("PROV_STATE_TAX"),
                403);
    }

    private JsonNode get(String path) {
        return json.readTree(http.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    private JsonNode post(String path, String body, String token, int status) {
        return json.readTree(http.post()
                .uri(path)
                .header("Authorization", "Bearer " + token)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }
}
