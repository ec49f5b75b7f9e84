package org.chengxin.record.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.chengxin.record.ledger.Cause;
import org.chengxin.record.ledger.Change;
import org.chengxin.record.ledger.CreditRecord;
import org.chengxin.record.ledger.Ledger;
import org.chengxin.record.ledger.WrittenRecords;
import org.chengxin.record.proof.Hash;
import org.chengxin.testkit.ServiceTest;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
class ReportControllerTest {

    private static final String LOOKS = """
            {"items": [{"accessId": "019c0000-0000-7000-8000-0000000000d2", "at": "2026-11-20T02:00:00Z",
                        "organisation": "prefecture-530100", "purpose": "ADMINISTRATIVE_PERMIT",
                        "matterNumber": "2026-KM-0001", "legalBasis": null, "outcome": "ANSWERED",
                        "recordTypes": ["INCOME_TAX_ADVERSE"], "more": 1}], "nextCursor": null}
            """;

    @Autowired
    Ledger ledger;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    RestTestClient http;

    @Autowired
    Tokens tokens;

    @Autowired
    JsonMapper json;

    @Test
    void theReportTellsEverythingAndWhoHasLooked() {
        var record = written();
        var token = tokens.citizen(record.subjectId());
        SharingOfTests.tells(token, LOOKS);

        var issued = json.readTree(get("/v1/me/report", token));

        var report = issued.path("report");
        var shown = report.path("records").get(0);
        assertThat(shown.path("record").path("recordId").asString())
                .isEqualTo(record.id().toString());
        assertThat(shown.path("record").path("flags").path("statement").asString())
                .isEqualTo("已按期办理，附完税证明。");
        assertThat(shown.path("laws").get(0).asString()).isEqualTo("个人所得税法 Art. 15");
        assertThat(report.path("accesses").path("available").asBoolean()).isTrue();
        assertThat(report.path("accesses")
                        .path("items")
                        .get(0)
                        .path("organisation")
                        .asString())
                .isEqualTo("prefecture-530100");
    }

    @Test
    void whoeverHoldsAReportChecksItByItsCode() {
        var record = written();
        SharingOfTests.isDown();
        var issued = json.readTree(get("/v1/me/report", tokens.citizen(record.subjectId())));

        var check = json.readTree(
                get("/v1/ledger/reports/" + issued.path("report").path("code").asString(), null));

        var hash =
                Hash.of(json.writeValueAsString(sorted(issued.path("report"))).getBytes(StandardCharsets.UTF_8));
        assertThat(check.path("sha256").asString()).isEqualTo(HexFormat.of().formatHex(hash));
        assertThat(check.path("signature").asString())
                .contains(check.path("sha256").asString(), "\u2014 chengxin.local/records ");
        assertThat(get("/v1/ledger/reports/AAAAA-AAAAA-AAAAA-AAAAA", null)).contains("report-not-found");
    }

    @Test
    void theAbsenceOfTheAccessesIsSaidWhileSharingServiceIsDown() {
        var record = written();
        SharingOfTests.isDown();

        var issued = json.readTree(get("/v1/me/report", tokens.citizen(record.subjectId())));

        assertThat(issued.path("report").path("accesses").path("available").asBoolean())
                .isFalse();
        assertThat(issued.path("report").path("records").size()).isOne();
    }

    @Test
    void onPaperItIsRealChinese() throws IOException {
        var record = written();
        var token = tokens.citizen(record.subjectId());
        SharingOfTests.tells(token, LOOKS);

        var bytes = http.get()
                .uri("/v1/me/report")
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/pdf")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(byte[].class)
                .returnResult()
                .getResponseBody();

        try (var pdf = Loader.loadPDF(bytes)) {
            var text = new PDFTextStripper().getText(pdf);
            assertThat(text)
                    .contains(
                            "个人公共信用信息报告",
                            "云税罚〔2026〕12号",
                            "终局，展示中",
                            "不良 · 一般",
                            "《个人所得税法》第十五条",
                            "未按期办理",
                            "2027-03-10",
                            record.sourceRecordId(),
                            "该记录处于异议处理中",
                            "相关义务已经履行",
                            "本人说明",
                            "已按期办理，附完税证明。",
                            "昆明市",
                            "行政许可",
                            "2026-KM-0001",
                            "您的权利",
                            "/v1/ledger/reports/");
            assertThat(text).doesNotContain(record.subjectId().toString());
            assertThat(pdf.getPage(0).getResources().getFontNames()).hasSize(1);
            var image = new PDFRenderer(pdf).renderImageWithDPI(0, 80);
            Files.createDirectories(Path.of("target"));
            ImageIO.write(image, "png", Path.of("target", "report.png").toFile());
        }
        // Only the characters that are used are in it, not the whole font.
        assertThat(bytes).hasSizeLessThan(400_000);
    }

    /** Whatever script its writer used: lines, accents, rare characters, and nothing for what shows nothing. */
    @Test
    void onPaperEveryScriptIsShown() throws IOException {
        var record = written("第一行\n第二行：𬭎𫖯𬀩䶮𠮷 e\u0301 \u200b ꆈꌠ བཀྲ་ཤིས ئايگۈل");
        var token = tokens.citizen(record.subjectId());
        SharingOfTests.tells(token, LOOKS);

        var bytes = http.get()
                .uri("/v1/me/report")
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/pdf")
                .exchange()
                .expectBody(byte[].class)
                .returnResult()
                .getResponseBody();

        try (var pdf = Loader.loadPDF(bytes)) {
            assertThat(new PDFTextStripper().getText(pdf))
                    .containsPattern("本人说明\\s+第一行\\R")
                    .contains("第二行：𬭎𫖯𬀩䶮𠮷 e\u0301  ꆈꌠ བཀྲ་ཤིས ئايگۈل")
                    .doesNotContain("□", "[U+");
        }
    }

    private CreditRecord written() {
        return written("已按期办理，附完税证明。");
    }

    private CreditRecord written(String statement) {
        return transaction.execute(_ -> {
            var record = WrittenRecords.adverse(ledger, UUID.randomUUID(), LocalDate.of(2027, 3, 10));
            var marks = record.marks().fromCases(false, false, false, true, true, statement);
            var stated = record.marked(marks, record.changedAt());
            ledger.write(List.of(new Change(stated, Cause.STATEMENT)));
            return stated;
        });
    }

    private Object sorted(JsonNode node) {
        if (node.isObject()) {
            var members = new TreeMap<String, Object>();
            node.properties().forEach(member -> members.put(member.getKey(), sorted(member.getValue())));
            return members;
        }
        return node.isArray() ? node.values().stream().map(this::sorted).toList() : node;
    }

    private String get(String path, String token) {
        var request = http.get().uri(path).header("Accept", "application/json");
        return (token == null ? request : request.header("Authorization", "Bearer " + token))
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }
}
