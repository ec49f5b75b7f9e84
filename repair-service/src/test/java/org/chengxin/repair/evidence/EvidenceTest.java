package org.chengxin.repair.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.UUID;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.chengxin.repair.CaseApi;
import org.chengxin.repair.CaseTest;
import org.chengxin.repair.records.RecordExample;
import org.chengxin.repair.records.RememberedRecords;
import org.chengxin.testkit.TestClock;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

@CaseTest
class EvidenceTest {

    static final String SECRET = "Written-by-Wang-at-home";

    @Autowired
    CaseApi api;

    @Autowired
    RestTestClient http;

    @Autowired
    Tokens tokens;

    @Autowired
    TestClock clock;

    @Autowired
    RememberedRecords records;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    EraseEvidence eraseEvidence;

    final UUID wang = UUID.randomUUID();
    final UUID id = UUID.randomUUID();

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"PDF", "JPEG", "PNG"})
    void whatIsTakenIsCleanedEncryptedAndGivenOutAsAnAttachment(String kind) throws Exception {
        var caseId = disputed();
        var sent = file(kind);
        assertThat(new String(sent, StandardCharsets.ISO_8859_1)).contains(SECRET);

        put(id, caseId, sent, tokens.citizen(wang)).expectStatus().isCreated();

        var got = http.get()
                .uri("/v1/evidence/" + id)
                .header("Authorization", "Bearer " + tokens.officer("PROV_STATE_TAX"))
                .exchange()
                .returnResult(byte[].class);
        assertThat(got.getResponseHeaders().getFirst("Content-Disposition")).startsWith("attachment");
        assertThat(got.getResponseHeaders().getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
        var clean = got.getResponseBody();
        assertThat(FileKind.of(clean)).contains(FileKind.valueOf(kind));
        assertThat(new String(clean, StandardCharsets.ISO_8859_1)).doesNotContain(SECRET);
        canBeSeen(kind, clean);
        var stored = jdbc.sql("select content from evidence where id = :id")
                .param("id", id)
                .query(byte[].class)
                .single();
        assertThat(FileKind.of(stored)).isEmpty();
    }

    @Test
    void aDisguisedPageIsNoPaper() {
        var caseId = disputed();
        var html = "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8);

        var answer = http.put()
                .uri("/v1/evidence/" + id + "?caseId=" + caseId)
                .header("Authorization", "Bearer " + tokens.citizen(wang))
                .contentType(MediaType.APPLICATION_PDF)
                .body(html)
                .exchange();

        api.refused(answer, 422, "evidence-kind-unknown");
    }

    @Test
    void aPdfThatActsIsLockedOrBrokenIsNotTaken() throws Exception {
        var caseId = disputed();
        var pdf = new String(file("PDF"), StandardCharsets.ISO_8859_1);
        var cut = pdf.substring(0, 60).getBytes(StandardCharsets.ISO_8859_1);

        for (var unsafe :
                new byte[][] {withScript(), locked(), cut, bomb(), "%PDF-1.7".getBytes(StandardCharsets.US_ASCII)}) {
            api.refused(put(UUID.randomUUID(), caseId, unsafe, tokens.citizen(wang)), 422, "evidence-unsafe");
        }
    }

    @Test
    void tenMegabytesAreTheMost() {
        var caseId = disputed();

        var answer = put(id, caseId, new byte[10 * 1024 * 1024 + 1], tokens.citizen(wang));

        api.refused(answer, 413, "evidence-too-large");
    }

    @Test
    void theSameAgainChangesNothingAndAnotherUnderTheSameIdIsRefused() throws Exception {
        var caseId = disputed();
        var png = file("PNG");
        put(id, caseId, png, tokens.citizen(wang)).expectStatus().isCreated();

        put(id, caseId, png, tokens.citizen(wang)).expectStatus().isOk();
        api.refused(put(id, caseId, file("JPEG"), tokens.citizen(wang)), 409, "evidence-id-taken");
        assertThat(api.taken(api.get("/v1/cases/" + caseId + "/evidence", tokens.citizen(wang)))
                        .get("items"))
                .hasSize(1);
    }

    @Test
    void repairAsksForTwoPapersAtMost() throws Exception {
        var record = records.remember(RecordExample.adverse().of(wang).dutyPerformed());
        var caseId = api.taken(api.post("/v1/repairs", tokens.citizen(wang), """
                        {"recordId": "%s", "method": "CREDIT_PLEDGE", "pledge": true}
                        """.formatted(record.recordId())))
                .get("caseId")
                .asString();
        var png = file("PNG");
        put(UUID.randomUUID(), caseId, png, tokens.citizen(wang)).expectStatus().isCreated();
        put(UUID.randomUUID(), caseId, png, tokens.citizen(wang)).expectStatus().isCreated();

        api.refused(put(UUID.randomUUID(), caseId, png, tokens.citizen(wang)), 409, "evidence-too-many");
    }

    @Test
    void someoneElsesPapersLookLikeMissingOnes() throws Exception {
        var caseId = disputed();
        var stranger = tokens.citizen(UUID.randomUUID());
        api.refused(put(id, caseId, file("PNG"), stranger), 404, "case-not-found");
        put(id, caseId, file("PNG"), tokens.citizen(wang)).expectStatus().isCreated();

        api.refused(api.get("/v1/evidence/" + id, stranger), 404, "evidence-not-found");
        api.refused(api.get("/v1/evidence/" + id, tokens.officer("PROV_EDU")), 404, "evidence-not-found");
        api.refused(api.get("/v1/evidence/" + UUID.randomUUID(), stranger), 404, "evidence-not-found");
    }

    @Test
    void aYearAfterTheCaseItsPapersAreGone() throws Exception {
        var caseId = disputed();
        put(id, caseId, file("PNG"), tokens.citizen(wang)).expectStatus().isCreated();
        api.taken(api.step(caseId, "withdrawal", tokens.citizen(wang), null));
        api.refused(put(UUID.randomUUID(), caseId, file("PNG"), tokens.citizen(wang)), 409, "case-closed");
        clock.set(LocalDate.of(2027, 11, 22));
        eraseEvidence.run();
        api.get("/v1/evidence/" + id, tokens.citizen(wang)).expectStatus().isOk();

        clock.set(LocalDate.of(2027, 11, 23));
        eraseEvidence.run();

        api.refused(api.get("/v1/evidence/" + id, tokens.citizen(wang)), 404, "evidence-not-found");
    }

    private String disputed() {
        var record = records.remember(RecordExample.adverse().of(wang));
        return api.taken(api.post("/v1/disputes", tokens.citizen(wang), """
                        {"recordId": "%s", "grounds": "OTHER", "explanation": "x"}
                        """.formatted(record.recordId())))
                .get("caseId")
                .asString();
    }

    private ResponseSpec put(UUID evidenceId, String caseId, byte[] content, String token) {
        return http.put()
                .uri("/v1/evidence/" + evidenceId + "?caseId=" + caseId)
                .header("Authorization", "Bearer " + token)
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(content)
                .exchange();
    }

    private static void canBeSeen(String kind, byte[] clean) throws IOException {
        if (kind.equals("PDF")) {
            try (var document = Loader.loadPDF(clean)) {
                assertThat(document.getNumberOfPages()).isEqualTo(1);
            }
        } else {
            assertThat(ImageIO.read(new ByteArrayInputStream(clean)).getWidth()).isEqualTo(20);
        }
    }

    private static byte[] file(String kind) throws IOException {
        return switch (kind) {
            case "PDF" -> pdf();
            case "JPEG" -> jpeg();
            default -> png();
        };
    }

    private static byte[] pdf() throws IOException {
        try (var document = new PDDocument()) {
            document.addPage(new PDPage());
            var about = new PDDocumentInformation();
            about.setAuthor(SECRET);
            document.setDocumentInformation(about);
            return saved(document);
        }
    }

    private static byte[] withScript() throws IOException {
        try (var document = new PDDocument()) {
            document.addPage(new PDPage());
            document.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert(1)"));
            return saved(document);
        }
    }

    private static byte[] locked() throws IOException {
        try (var document = new PDDocument()) {
            document.addPage(new PDPage());
            document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
            return saved(document);
        }
    }

    /** A few kilobytes that unpack to more than a hundred megabytes. */
    private static byte[] bomb() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var deflate = new DeflaterOutputStream(packed)) {
            var zeros = new byte[1024 * 1024];
            for (int i = 0; i < 200; i++) {
                deflate.write(zeros);
            }
        }
        try (var document = new PDDocument()) {
            var page = new PDPage();
            document.addPage(page);
            var stream = new PDStream(document);
            try (var raw = stream.getCOSObject().createRawOutputStream()) {
                raw.write(packed.toByteArray());
            }
            stream.getCOSObject().setItem(COSName.FILTER, COSName.FLATE_DECODE);
            page.setContents(stream);
            return saved(document);
        }
    }

    private static byte[] saved(PDDocument document) throws IOException {
        var out = new ByteArrayOutputStream();
        document.save(out, org.apache.pdfbox.pdfwriter.compress.CompressParameters.NO_COMPRESSION);
        return out.toByteArray();
    }

    private static byte[] jpeg() throws IOException {
        var plain = image("jpg");
        var out = new ByteArrayOutputStream();
        out.write(plain, 0, 2);
        var comment = SECRET.getBytes(StandardCharsets.US_ASCII);
        for (int marker : new int[] {0xE1, 0xFE}) {
            out.write(0xFF);
            out.write(marker);
            out.write(0);
            out.write(comment.length + 2);
            out.write(comment);
        }
        out.write(plain, 2, plain.length - 2);
        return out.toByteArray();
    }

    private static byte[] png() throws IOException {
        var plain = image("png");
        int header = 8 + 25;
        var chunk = ("tEXtAuthor\0" + SECRET).getBytes(StandardCharsets.US_ASCII);
        var checksum = new CRC32();
        checksum.update(chunk);
        var out = new ByteArrayOutputStream();
        out.write(plain, 0, header);
        out.write(new byte[] {0, 0, 0, (byte) (chunk.length - 4)});
        out.write(chunk);
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.write((int) (checksum.getValue() >> shift));
        }
        out.write(plain, header, plain.length - header);
        return out.toByteArray();
    }

    private static byte[] image(String format) throws IOException {
        var out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB), format, out))
                .isTrue();
        return out.toByteArray();
    }
}
