package org.chengxin.sharing.agreements;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.chengxin.sharing.Calls;
import org.chengxin.testkit.ServiceTest;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class AgreementsTest {

    @Autowired
    private RestTestClient http;

    @Autowired
    private Tokens tokens;

    @Autowired
    private DemoAgreements demo;

    private Calls calls;

    @BeforeEach
    void client() {
        calls = new Calls(http);
    }

    @Test
    void everyPrefectureAndTheNationalPlatformHaveOneAndNoPrivateBodyHas() {
        var agreements = all(200);

        var receivers = agreements.stream()
                .map(agreement -> agreement.path("receiver").asString())
                // Other tests conclude agreements with prefectures that do not exist.
                .filter(receiver -> !receiver.startsWith("prefecture-") || receiver.matches("prefecture-53[0-3]\\d{3}"))
                .distinct()
                .toList();
        assertThat(receivers)
                .filteredOn(receiver -> receiver.startsWith("prefecture-"))
                .hasSize(16);
        assertThat(receivers).contains("national-platform", "dept-prov-state-tax", "dept-yn-cbrc");
        assertThat(receivers).noneMatch(receiver -> receiver.startsWith("agency"));
        assertThat(receivers).doesNotContain("dept-prov-depts", "dept-gov-all-levels");
    }

    @Test
    void anAgreementSaysWhatItGrants() {
        var kunming = all(200).stream()
                .filter(agreement -> agreement.path("receiver").asString().equals("prefecture-530100"))
                .filter(agreement -> agreement.path("feed").isNull())
                .findFirst()
                .orElseThrow();

        assertThat(kunming.path("purposes").valueStream().map(JsonNode::asString))
                .containsExactly(
                        "ADMINISTRATIVE_PERMIT",
                        "PUBLIC_PROCUREMENT",
                        "TENDERING",
                        "CIVIL_SERVICE_RECRUITMENT",
                        "AWARD_REVIEW",
                        "SUBSIDY",
                        "SUPERVISION");
        assertThat(kunming.path("grants").path(0).path("recordType").asString()).isEqualTo("*");
        assertThat(kunming.path("status").asString()).isEqualTo("ACTIVE");
    }

    @Test
    void pagesFollowEachOther() {
        var inOnePage = ids(all(200));
        var inSmallPages = ids(all(7));

        assertThat(inSmallPages).isEqualTo(inOnePage).doesNotHaveDuplicates();
    }

    @Test
    void aSecondStartAddsNothing() {
        var before = ids(all(200));

        demo.run(new DefaultApplicationArguments());

        assertThat(ids(all(200))).isEqualTo(before);
    }

    @Test
    void onlyKeepersOfTheCatalogueAndAuditorsSeeThem() {
        assertThat(calls.get("/v1/agreements", tokens.catalogAdmin("catalog-admin-1"))
                        .status())
                .isEqualTo(200);
        assertThat(calls.get("/v1/agreements", tokens.prefecture("530100")).status())
                .isEqualTo(403);
        assertThat(calls.get("/v1/agreements", tokens.agency()).status()).isEqualTo(403);
    }

    private List<JsonNode> all(int limit) {
        var seen = new ArrayList<JsonNode>();
        String cursor = "";
        do {
            var page = calls.get("/v1/agreements?limit=" + limit + cursor, tokens.auditor())
                    .json();
            page.path("items").forEach(seen::add);
            cursor = page.has("nextCursor")
                    ? "&cursor=" + page.path("nextCursor").asString()
                    : null;
        } while (cursor != null);
        return seen;
    }

    private static List<String> ids(List<JsonNode> agreements) {
        return agreements.stream()
                .map(agreement -> agreement.path("agreementId").asString())
                .toList();
    }
}
