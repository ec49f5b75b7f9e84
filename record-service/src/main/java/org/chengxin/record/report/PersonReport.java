package org.chengxin.record.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.chengxin.record.ledger.RecordView;

/**
 * Everything that the platform knows about a person, and who has looked.
 *
 * @param asOf the day for which the states are true
 * @param complete false when there are more records than a report takes
 */
record PersonReport(
        String code,
        Instant issuedAt,
        LocalDate asOf,
        boolean complete,
        List<Titled> records,
        AccessLog.Accesses accesses,
        List<String> rights) {

    /** A record with its type, its source and its law in words. */
    record Titled(String nameZh, String nameEn, String departmentZh, List<String> laws, RecordView record) {}

    /** What a person may do about it: each with the law that says so. */
    static final List<String> RIGHTS = List.of(
            "查询、复制本人信息一律免费，不限次数（个人信息保护法第四十五条）。",
            "对任何记录可以提出异议，异议期间记录带有异议标注（民法典第一千零二十九条）。",
            "履行义务后可以申请信用修复，不收费用（信用修复管理办法）。",
            "对行政决定可以申请行政复议或者提起行政诉讼（行政复议法、行政诉讼法）。",
            "可以对不良记录作出自主解释，与记录一并展示（征信业管理条例第十六条）。");
}
