package org.chengxin.repair.cases;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The decision in writing, in the person's language: what, why, on which basis, and what they can do next (rule D-5). */
final class DecisionText {

    private DecisionText() {}

    static String of(
            CaseFile file,
            Outcome outcome,
            String reason,
            String basis,
            @Nullable UUID refersTo,
            LocalDate today,
            List<Remedy> remedies) {
        var text = new StringBuilder();
        text.append(title(file.kind())).append('\n');
        text.append("案件编号：").append(file.id()).append('\n');
        text.append("决定日期：").append(today).append('\n');
        text.append("决定：").append(outcome(outcome)).append('\n');
        text.append("理由：").append(reason).append('\n');
        text.append("依据：").append(basis).append('\n');
        if (refersTo != null) {
            text.append("同一事项已在案件").append(refersTo).append("中答复，理由见该决定。\n");
        }
        text.append("本程序不收取任何费用。如不服本决定，可以：\n");
        for (int i = 0; i < remedies.size(); i++) {
            var remedy = remedies.get(i);
            text.append(i + 1).append(". ");
            if (remedy.until() != null) {
                text.append("在").append(remedy.until()).append("（含当日）前");
            }
            text.append(remedy.text()).append("；\n");
        }
        return text.toString();
    }

    private static String title(CaseKind kind) {
        return switch (kind) {
            case DISPUTE -> "异议处理决定书";
            case REVIEW -> "异议复核决定书";
            case REPAIR -> "信用修复决定书";
            case EXTENSION -> "延期申请决定书";
            case PERFORMANCE -> "履行确认决定书";
            case STATEMENT -> "自主解释处理决定书";
            case ANSWER -> "陈述申辩答复书";
            case RECONSIDERATION -> "行政复议结果执行通知书";
            case LAWSUIT -> "行政诉讼结果执行通知书";
        };
    }

    private static String outcome(Outcome outcome) {
        return switch (outcome) {
            case CORRECTED -> "信息有误，来源单位已更正。";
            case ERASED -> "信息不应存在，予以删除。";
            case UPHELD -> "信息无误，予以维持，取消异议标注。";
            case UNCLEAR -> "无法核实，予以注明，并暂停对外共享。";
            case GRANTED -> "准予。";
            case REFUSED -> "不予准许。";
            case CONFIRMED -> "确认义务已经履行。";
            case UNDONE -> "撤销已作出的信用修复，恢复原状态。";
            case KEPT -> "信用修复予以维持。";
            case ADOPTED -> "陈述申辩成立，予以采纳，来源单位已更正或者撤回该信息。";
            case NOT_ADOPTED -> "陈述申辩不予采纳，信息予以维持。";
            case REPAIR_ORDERED -> "准予信用修复，即日起停止展示、共享和使用。";
        };
    }
}
