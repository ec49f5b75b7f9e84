package org.chengxin.record.report;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.chengxin.record.SeedFile;
import org.chengxin.record.catalog.Catalog;
import org.chengxin.record.ledger.CreditRecord;
import org.chengxin.record.ledger.Ledger;
import org.chengxin.record.ledger.RecordView;
import org.chengxin.record.proof.Hash;
import org.chengxin.record.proof.SignedNote;
import org.chengxin.record.subject.Subjects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Use case: a report for the person, signed, with a code by which anybody who holds it can check it. */
@Component
class IssueReport {

    private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};
    private static final int MOST_RECORDS = 5_000;
    private static final int PAGE = 200;

    private final Ledger ledger;
    private final Catalog catalog;
    private final Subjects subjects;
    private final AccessLog accessLog;
    private final SignedNote note;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final JsonMapper canonical;
    private final Clock clock;
    private final Map<String, String> departments;
    private final SecureRandom random = new SecureRandom();

    IssueReport(
            Ledger ledger,
            Catalog catalog,
            Subjects subjects,
            AccessLog accessLog,
            SignedNote note,
            JdbcClient jdbc,
            JsonMapper json,
            Clock clock) {
        this.ledger = ledger;
        this.catalog = catalog;
        this.subjects = subjects;
        this.accessLog = accessLog;
        this.note = note;
        this.jdbc = jdbc;
        this.json = json;
        this.canonical = json.rebuild()
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build();
        this.clock = clock;
        this.departments = SeedFile.named("departments.csv").rows().stream()
                .collect(Collectors.toMap(row -> row.get("code"), row -> row.get("name_zh")));
    }

    /**
     * A report with what proves it.
     *
     * @param sha256 over the report's JSON with its members in alphabetical order and no white space
     * @param signature C2SP signed note over code and hash
     */
    record Issued(PersonReport report, String sha256, String signature) {}

    /** What anybody with the code may know. */
    record Check(String code, String sha256, String signature, OffsetDateTime issuedAt) {}

    /** @param token the person's own, to ask who has looked */
    Issued issue(UUID subjectId, String token) {
        var accesses = accessLog.of(token);
        var today = LocalDate.now(clock);
        var records = records(subjects.now(subjectId));
        var report = new PersonReport(
                code(),
                clock.instant(),
                today,
                records.size() < MOST_RECORDS,
                records.stream().map(record -> titled(record, today)).toList(),
                accesses,
                PersonReport.RIGHTS);
        var sha256 = HexFormat.of().formatHex(Hash.of(canonical.writeValueAsBytes(json.convertValue(report, MEMBERS))));
        var signature = note.sign("chengxin report\n" + report.code() + "\n" + sha256 + "\n");
        jdbc.sql("""
                insert into issued_report (code, sha256, signature, issued_at)
                values (:code, :sha256, :signature, :now)
                """)
                .param("code", report.code())
                .param("sha256", sha256)
                .param("signature", signature)
                .param("now", report.issuedAt().atOffset(ZoneOffset.UTC))
                .update();
        return new Issued(report, sha256, signature);
    }

    Optional<Check> check(String code) {
        return jdbc.sql("select code, sha256, signature, issued_at from issued_report where code = :code")
                .param("code", code)
                .query((row, _) -> new Check(
                        row.getString("code"),
                        row.getString("sha256"),
                        row.getString("signature"),
                        row.getObject("issued_at", OffsetDateTime.class)))
                .optional();
    }

    private List<CreditRecord> records(UUID subjectId) {
        var records = new ArrayList<CreditRecord>();
        var page = ledger.about(subjectId, null, null, PAGE);
        while (!page.isEmpty() && records.size() < MOST_RECORDS) {
            records.addAll(page);
            var last = page.getLast();
            page = ledger.about(subjectId, last.decision().dates().decidedOn(), last.id(), PAGE);
        }
        return records;
    }

    private PersonReport.Titled titled(CreditRecord record, LocalDate today) {
        var decision = record.decision();
        var type = catalog.inForce(decision.recordType(), decision.dates().decidedOn());
        return new PersonReport.Titled(
                type.map(found -> found.nameZh()).orElse(decision.recordType()),
                type.map(found -> found.nameEn()).orElse(decision.recordType()),
                departments.getOrDefault(record.department(), record.department()),
                type.map(found -> found.legalBases().stream()
                                .filter(basis -> decision.legalBases().contains(basis.code()))
                                .map(basis -> basis.lawZh() + " " + basis.article())
                                .toList())
                        .orElse(List.of()),
                RecordView.of(record, today));
    }

    /** 100 bits in groups that can be typed from paper. */
    private String code() {
        var alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
        var code = new StringBuilder();
        for (var index = 0; index < 20; index++) {
            if (index > 0 && index % 5 == 0) {
                code.append('-');
            }
            code.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return code.toString();
    }
}
