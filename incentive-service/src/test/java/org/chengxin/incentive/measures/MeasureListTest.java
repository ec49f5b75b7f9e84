package org.chengxin.incentive.measures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.chengxin.testkit.ServiceTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
class MeasureListTest {

    @Autowired
    RestTestClient http;

    @Autowired
    JsonMapper json;

    @Test
    void anyoneReadsTheMeasuresWithTheirLaw() {
        var list = json(get("?limit=200"));

        assertThat(list.get("items")).hasSize(43);
        assertThat(list.get("items").valueStream()).allSatisfy(measure -> {
            assertThat(measure.get("law").asString()).isNotBlank();
            assertThat(measure.get("provider").asString()).isNotBlank();
            assertThat(measure.get("kind").asString()).isIn("INCENTIVE", "SANCTION");
        });
    }

    @Test
    void theListIsFilteredByKind() {
        assertThat(json(get("?kind=INCENTIVE")).get("items")).hasSize(9);
        assertThat(json(get("?kind=SANCTION")).get("items")).hasSize(34);
        get("?kind=REWARD").expectStatus().isBadRequest();
    }

    @Test
    void aSanctionSaysWhomItMayHitAndForHowLong() {
        var measures = json(get("?kind=SANCTION&limit=200")).get("items").valueStream();

        var ban = measures.filter(measure -> measure.get("code").asString().equals("GUIDE_BAN_3Y"))
                .findFirst()
                .orElseThrow();

        assertThat(ban.get("law").asString()).isEqualTo("旅游法 Art. 103");
        assertThat(ban.get("term").asString()).isEqualTo("3 years");
        assertThat(ban.get("application").asString()).isEqualTo("ENABLED");
        assertThat(ban.get("targets").asString()).contains("whose licence was revoked");
    }

    @Test
    void cursorsLeadThroughTheWholeList() {
        var codes = new ArrayList<String>();

        for (var page = json(get("?limit=10")); ; ) {
            page.get("items").forEach(measure -> codes.add(measure.get("code").asString()));
            if (!page.has("nextCursor")) {
                break;
            }
            page = json(get("?limit=10&cursor=" + page.get("nextCursor").asString()));
        }

        assertThat(codes).hasSize(43).doesNotHaveDuplicates();
    }

    @Test
    void aCursorOfOnesOwnMakingIsRefused() {
        get("?cursor=R1JFRU4")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:chengxin:problem:cursor-invalid");
    }

    private ResponseSpec get(String query) {
        return http.get().uri("/v1/measures" + query).exchange();
    }

    private JsonNode json(ResponseSpec answer) {
        return json.readTree(answer.returnResult(String.class).getResponseBody());
    }
}
