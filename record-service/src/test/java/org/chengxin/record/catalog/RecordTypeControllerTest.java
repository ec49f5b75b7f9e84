package org.chengxin.record.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.chengxin.testkit.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
class RecordTypeControllerTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Autowired
    private RestTestClient http;

    @Test
    void anyoneReadsATypeWithoutAToken() {
        http.get()
                .uri("/v1/record-types/INCOME_TAX_ADVERSE")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json("""
                        {
                          "code": "INCOME_TAX_ADVERSE", "version": 1,
                          "nameZh": "个人所得税违法信息", "nameEn": "Violations of the individual income tax law",
                          "nationalClass": "ADMINISTRATIVE", "domain": "TAX", "polarity": "ADVERSE", "severity": "GENERAL",
                          "legalBases": [{"code": "INCOME_TAX", "law": "个人所得税法", "article": "Art. 15"}],
                          "providingDepartments": ["PROV_LOCAL_TAX", "PROV_STATE_TAX"],
                          "noticeWorkingDays": 10, "display": {"minMonths": 3, "maxMonths": 12}, "repairable": true,
                          "factsSchema": {"type": "object", "additionalProperties": false,
                                          "required": ["summary", "dutyPerformed"]},
                          "inForceFrom": "2024-01-01"
                        }
                        """);
    }

    @Test
    void pagesGoThroughTheWholeCatalogueInOrder() {
        var codes = new ArrayList<String>();
        var page = get("/v1/record-types?limit=20");
        codes.addAll(codes(page));
        while (page.hasNonNull("nextCursor")) {
            page = get(
                    "/v1/record-types?limit=20&cursor=" + page.get("nextCursor").asString());
            codes.addAll(codes(page));
        }

        assertThat(codes).hasSize(46).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void beforeTheCatalogueWasInForceThereIsNothing() {
        assertThat(codes(get("/v1/record-types?on=2023-12-31"))).isEmpty();
        assertThat(codes(get("/v1/record-types?on=2024-01-01&limit=200"))).hasSize(46);
    }

    @ParameterizedTest(name = "{0} is not found")
    @ValueSource(
            strings = {
                "/v1/record-types/GOSSIP_ADVERSE",
                "/v1/record-types/income_tax_adverse",
                "/v1/record-types/INCOME_TAX_ADVERSE?on=2023-12-31"
            })
    void aTypeThatIsNotInForceIsNotFound(String uri) {
        http.get()
                .uri(uri)
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:chengxin:problem:record-type-not-found");
    }

    @ParameterizedTest(name = "on={0} is no day")
    @ValueSource(strings = {"tomorrow", "2026-02-30", "20261122"})
    void aDayThatDoesNotExistIsABadRequest(String on) {
        for (var uri : List.of("/v1/record-types?on=", "/v1/record-types/INCOME_TAX_ADVERSE?on=")) {
            http.get()
                    .uri(uri + on)
                    .exchange()
                    .expectStatus()
                    .isBadRequest()
                    .expectBody()
                    .jsonPath("$.type")
                    .isEqualTo("urn:chengxin:problem:parameter-invalid");
        }
    }

    @Test
    void aCursorThatWasNotGivenIsABadRequest() {
        http.get()
                .uri("/v1/record-types?cursor=INCOME")
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:chengxin:problem:cursor-invalid");
    }

    private JsonNode get(String uri) {
        var body = http.get()
                .uri(uri)
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(String.class)
                .getResponseBody();
        return JSON.readTree(body);
    }

    private static List<String> codes(JsonNode page) {
        return page.get("items")
                .valueStream()
                .map(type -> type.get("code").asString())
                .toList();
    }
}
