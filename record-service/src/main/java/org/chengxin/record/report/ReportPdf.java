package org.chengxin.record.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.chengxin.record.ledger.RecordView;
import org.chengxin.record.lifecycle.RecordState;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The report on paper: Chinese, with the font inside, only the characters that are used. */
@Component
class ReportPdf {

    private static final String FONT = "/fonts/WenQuanZhengHei.ttf";
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

    private final byte[] fontBytes;

    ReportPdf() {
        try (var in = ReportPdf.class.getResourceAsStream(FONT)) {
            if (in == null) {
                throw new IllegalStateException("the class path has no font " + FONT);
            }
            fontBytes = in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] of(IssueReport.Issued issued) {
        try (var font = new TTFParser().parse(new RandomAccessReadBuffer(fontBytes));
                var document = new PDDocument()) {
            var paper = new Paper(document, font);
            paper.write(issued);
            paper.close(issued.report().code());
            var bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Pages that are written from the top to the bottom. */
    private static final class Paper {

        private static final float MARGIN = 56;
        private static final float BOTTOM = 64;

        private final PDDocument document;
        private final PDType0Font font;
        private final TrueTypeFont glyphs;
        private @Nullable PDPageContentStream page;
        private float y;

        Paper(PDDocument document, TrueTypeFont glyphs) throws IOException {
            this.document = document;
            this.glyphs = glyphs;
            this.font = PDType0Font.load(document, glyphs, true);
        }

        void write(IssueReport.Issued issued) throws IOException {
            var report = issued.report();
            line("个人信用信息报告", 20, 0);
            line("Personal credit information report", 10, 0);
            gap(8);
            line("报告编号：" + report.code(), 10, 0);
            line("出具时间：" + minute(report.issuedAt()) + "（北京时间）　状态截至：" + report.asOf(), 10, 0);
            line("本报告由本人查询，免费出具，仅供本人使用。", 10, 0);
            heading("一、信用记录（" + report.records().size() + " 条）");
            if (report.records().isEmpty()) {
                line("平台未保存您的任何信用记录。", 10, 0);
            }
            if (!report.complete()) {
                line("记录过多，本报告未能全部列出；请在线查询其余记录。", 10, 0);
            }
            var number = 1;
            for (var titled : report.records()) {
                record(number++, titled);
            }
            heading("二、查询情况");
            accesses(report.accesses());
            heading("三、您的权利");
            for (var right : report.rights()) {
                line("· " + right, 10, 0);
            }
            heading("四、核验");
            line("任何人持报告编号均可核验本报告：GET /v1/ledger/reports/" + report.code(), 9, 0);
            line("内容摘要（SHA-256）：" + issued.sha256(), 9, 0);
            line("签名：" + issued.signature().strip().replace('\n', ' '), 7, 0);
        }

        private void record(int number, PersonReport.Titled titled) throws IOException {
            RecordView record = titled.record();
            gap(6);
            line(number + ". " + titled.nameZh() + "　【" + stateZh(record.state()) + "】", 11, 0);
            line("认定机关：" + titled.departmentZh() + "　文书号：" + record.decisionNumber(), 9, 14);
            line(
                    "认定日期：" + record.decidedOn() + "　生效日期：" + record.effectiveOn() + "　展示至：" + record.displayUntil()
                            + "（当日起不再展示）",
                    9,
                    14);
            line("法律依据：" + String.join("；", titled.laws()), 9, 14);
            var summary = record.facts().get("summary");
            if (summary != null) {
                line("内容：" + summary, 9, 14);
            }
            var flags = record.flags();
            if (flags.disputed()) {
                line("标注：该记录处于异议处理中。", 9, 14);
            }
            if (flags.dutyPerformed()) {
                line("标注：相关义务已经履行。", 9, 14);
            }
            if (flags.statement() != null) {
                line("本人说明：" + flags.statement(), 9, 14);
            }
        }

        private void accesses(AccessLog.Accesses accesses) throws IOException {
            if (!accesses.available()) {
                line("查询登记暂时无法取得：本报告缺少谁查询过您的部分，请稍后重新出具。", 10, 0);
                return;
            }
            if (accesses.items().isEmpty()) {
                line("没有任何单位查询过您的信息。", 10, 0);
            }
            for (var access : accesses.items()) {
                line(
                        minute(access.at()) + "　" + access.organisation() + "　" + access.purpose()
                                + (access.matterNumber() == null ? "" : "　" + access.matterNumber())
                                + "　" + (access.outcome().equals("ANSWERED") ? "已答复" : "已拒绝"),
                        9,
                        0);
            }
            if (!accesses.complete()) {
                line("查询次数过多，本报告未能全部列出。", 9, 0);
            }
        }

        private static String stateZh(RecordState state) {
            return switch (state) {
                case ANNOUNCED -> "告知中，尚未生效";
                case EFFECTIVE -> "已生效，尚未终局";
                case FINAL -> "终局，展示中";
                case SUSPENDED -> "已中止共享和使用";
                case REPAIRED -> "已修复";
                case EXPIRED -> "已到期";
                case WITHDRAWN -> "已撤销";
            };
        }

        private void heading(String text) throws IOException {
            gap(14);
            line(text, 13, 0);
            gap(2);
        }

        private void gap(float height) {
            y -= height;
        }

        private void line(String text, float size, float indent) throws IOException {
            var width = PDRectangle.A4.getWidth() - 2 * MARGIN - indent;
            var part = new StringBuilder();
            var used = 0f;
            for (var codePoint : text.codePoints().toArray()) {
                var character = shown(codePoint);
                var wide = font.getStringWidth(character) / 1000 * size;
                if (used + wide > width) {
                    print(part.toString(), size, indent);
                    part.setLength(0);
                    used = 0;
                }
                part.append(character);
                used += wide;
            }
            print(part.toString(), size, indent);
        }

        /** What the font does not know must not stop a report. */
        private String shown(int codePoint) throws IOException {
            return Character.isISOControl(codePoint)
                            || glyphs.getUnicodeCmapLookup().getGlyphId(codePoint) == 0
                    ? "□"
                    : Character.toString(codePoint);
        }

        private void print(String text, float size, float indent) throws IOException {
            var stream = page;
            if (stream == null || y - size * 1.5f < BOTTOM) {
                stream = turn();
            }
            y -= size * 1.5f;
            stream.beginText();
            stream.setFont(font, size);
            stream.newLineAtOffset(MARGIN + indent, y);
            stream.showText(text);
            stream.endText();
        }

        private PDPageContentStream turn() throws IOException {
            if (page != null) {
                page.close();
            }
            var next = new PDPage(PDRectangle.A4);
            document.addPage(next);
            page = new PDPageContentStream(document, next);
            y = PDRectangle.A4.getHeight() - MARGIN;
            return page;
        }

        /** The number of the report and of the page at the foot of each. */
        void close(String code) throws IOException {
            if (page != null) {
                page.close();
            }
            var pages = document.getNumberOfPages();
            for (var index = 0; index < pages; index++) {
                try (var foot = new PDPageContentStream(
                        document, document.getPage(index), PDPageContentStream.AppendMode.APPEND, true)) {
                    foot.beginText();
                    foot.setFont(font, 8);
                    foot.newLineAtOffset(MARGIN, 36);
                    foot.showText(code + "　第 " + (index + 1) + " 页，共 " + pages + " 页");
                    foot.endText();
                }
            }
        }

        private static String minute(Instant instant) {
            return MINUTE.format(instant);
        }
    }
}
