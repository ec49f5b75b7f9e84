package org.chengxin.record.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.chengxin.record.catalog.Polarity;
import org.chengxin.record.ledger.RecordView;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The report on paper: in whatever script its facts are, with the font inside, only the characters that are used. */
@Component
class ReportPdf {

    private static final List<Float> COLUMNS = List.of(0.2f, 0.28f, 0.2f, 0.2f, 0.12f);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

    private final Typefaces typefaces;

    ReportPdf(Typefaces typefaces) {
        this.typefaces = typefaces;
    }

    byte[] of(IssueReport.Issued issued) {
        try (var document = new PDDocument()) {
            document.getDocumentInformation().setTitle("个人公共信用信息报告");
            document.getDocumentCatalog().setLanguage("zh-CN");
            var paper = new Paper(typefaces);
            write(paper, issued);
            paper.close("报告编号 " + issued.report().code(), document);
            var bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Paper paper, IssueReport.Issued issued) throws IOException {
        var report = issued.report();
        paper.text("个人公共信用信息报告", 21, Paper.BLUE);
        paper.text("Personal public credit information report", 9, Paper.GREY);
        paper.gap(8);
        paper.rule(Paper.BLUE, 1.4f);
        paper.gap(4);
        paper.entries("报告编号", report.code(), "出具时间", MINUTE.format(report.issuedAt()) + "（北京时间）");
        paper.entries("状态截至", report.asOf().toString(), "用途", "本人查询，免费出具，仅供本人使用");
        paper.entry("概要", summary(report));
        paper.heading("一、信用记录（" + report.records().size() + " 条）");
        if (report.records().isEmpty()) {
            paper.text("平台未保存您的任何信用记录。", 10, Paper.INK);
        }
        if (!report.complete()) {
            paper.text("记录过多，本报告未能全部列出；请在线查询其余记录。", 10, Paper.INK);
        }
        var number = 1;
        for (var titled : report.records()) {
            record(paper, number++, titled);
        }
        paper.heading("二、谁查询过您");
        accesses(paper, report.accesses());
        paper.heading("三、您的权利");
        for (var right : report.rights()) {
            paper.text("· " + right, 9.5f, Paper.INK);
        }
        paper.heading("四、核验");
        paper.text("任何人持报告编号均可核验本报告是否由平台出具、内容是否被改动：", 9, Paper.INK);
        paper.gap(2);
        paper.entry("核验地址", "GET /v1/ledger/reports/" + report.code());
        paper.entry("内容摘要", "SHA-256 " + issued.sha256());
        paper.entry(
                "签名",
                issued.signature()
                        .substring(issued.signature().indexOf('—'))
                        .strip()
                        .replace('\n', ' '));
    }

    /** How many of which kind, and in which state. */
    private static String summary(PersonReport report) {
        if (report.records().isEmpty()) {
            return "无记录";
        }
        var records = report.records().stream().map(PersonReport.Titled::record).toList();
        var kinds = records.stream()
                .collect(Collectors.groupingBy(
                        RecordView::polarity, () -> new EnumMap<>(Polarity.class), Collectors.counting()));
        var states =
                records.stream().collect(Collectors.groupingBy(RecordView::state, TreeMap::new, Collectors.counting()));
        return kinds.entrySet().stream()
                        .map(kind -> Words.kind(kind.getKey(), null) + " " + kind.getValue() + " 条")
                        .collect(Collectors.joining("，"))
                + "；"
                + states.entrySet().stream()
                        .map(state -> Words.state(state.getKey()) + " " + state.getValue() + " 条")
                        .collect(Collectors.joining("；"));
    }

    private static void record(Paper paper, int number, PersonReport.Titled titled) throws IOException {
        var record = titled.record();
        paper.gap(8);
        paper.band(
                number + "．" + titled.nameZh() + "【" + Words.state(record.state()) + "】",
                Words.kind(record.polarity(), record.severity()));
        paper.entries("认定机关", titled.departmentZh(), "领域", Words.domain(record.domain()));
        paper.entry("文书号", record.decisionNumber());
        paper.entry("来源编号", record.sourceRecordId());
        for (var fact : Words.facts(record.facts()).entrySet()) {
            paper.entry(fact.getKey(), fact.getValue());
        }
        paper.entry("法律依据", titled.laws().stream().map(Words::law).collect(Collectors.joining("；")));
        paper.entries(
                "行为日期",
                record.occurredOn().toString(),
                "认定日期",
                record.decidedOn().toString());
        paper.entries("生效日期", record.effectiveOn().toString(), "终局日期", day(record.finalOn(), "尚未终局"));
        paper.entries("展示至", record.displayUntil() + "（当日起不再展示）", "可申请修复", repair(record));
        if (record.answerUntil() != null) {
            paper.entry("陈述申辩", "截至 " + record.answerUntil());
        }
        var flags = record.flags();
        if (flags.disputed()) {
            paper.entry("标注", "该记录处于异议处理中。");
        }
        if (flags.dutyPerformed()) {
            paper.entry("标注", "相关义务已经履行。");
        }
        var statement = flags.statement();
        if (statement != null) {
            paper.entry("本人说明", statement);
        }
    }

    private static String repair(RecordView record) {
        if (record.polarity() != Polarity.ADVERSE) {
            return "不需要";
        }
        return switch (record.state()) {
            case REPAIRED -> "已修复";
            case EXPIRED, WITHDRAWN -> "—";
            case ANNOUNCED, EFFECTIVE, FINAL, SUSPENDED ->
                record.repairable() ? "自 " + record.minDisplayUntil() + " 起" : "法律规定不予修复";
        };
    }

    private static String day(@Nullable LocalDate day, String otherwise) {
        return day == null ? otherwise : day.toString();
    }

    private static void accesses(Paper paper, AccessLog.Accesses accesses) throws IOException {
        if (!accesses.available()) {
            paper.text("查询登记暂时无法取得：本报告缺少谁查询过您的部分，请稍后重新出具。", 10, Paper.INK);
            return;
        }
        if (accesses.items().isEmpty()) {
            paper.text("没有任何单位查询过您的信息。", 10, Paper.INK);
            return;
        }
        paper.row(List.of("时间", "单位", "目的", "事项编号", "结果"), COLUMNS, Paper.GREY);
        for (var access : accesses.items()) {
            var matter = access.matterNumber();
            paper.row(
                    List.of(
                            minute(access.at()),
                            Words.organisation(access.organisation()),
                            Words.purpose(access.purpose()),
                            matter == null ? "—" : matter,
                            Words.outcome(access.outcome())),
                    COLUMNS,
                    Paper.INK);
        }
        if (!accesses.complete()) {
            paper.text("查询次数过多，本报告未能全部列出。", 9, Paper.INK);
        }
    }

    private static String minute(Instant instant) {
        return MINUTE.format(instant);
    }
}
