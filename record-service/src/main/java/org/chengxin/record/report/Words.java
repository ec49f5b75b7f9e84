package org.chengxin.record.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.chengxin.record.SeedFile;
import org.chengxin.record.catalog.Polarity;
import org.chengxin.record.catalog.Severity;
import org.chengxin.record.lifecycle.RecordState;
import org.jspecify.annotations.Nullable;

/** What codes are called on paper, in Chinese; a code without a word stays as it is. */
final class Words {

    private static final Pattern ARTICLE = Pattern.compile("Art\\. ([0-9]{1,3})\\b");
    private static final String DIGITS = "〇一二三四五六七八九";

    private static final Map<String, String> PURPOSES = Map.ofEntries(
            Map.entry("ADMINISTRATIVE_PERMIT", "行政许可"),
            Map.entry("PUBLIC_PROCUREMENT", "政府采购"),
            Map.entry("TENDERING", "招标投标"),
            Map.entry("CIVIL_SERVICE_RECRUITMENT", "公务员录用"),
            Map.entry("AWARD_REVIEW", "评先评优"),
            Map.entry("SUBSIDY", "财政补助"),
            Map.entry("SUPERVISION", "监督管理"),
            Map.entry("JUDICIAL", "司法"),
            Map.entry("REPAIR_REVIEW", "信用修复审查"),
            Map.entry("CREDIT_SERVICE", "信用服务（本人授权）"),
            Map.entry("EMPLOYMENT", "招聘（本人授权）"),
            Map.entry("SELF", "本人查询"));

    private static final Map<String, String> FACTS = Map.of(
            "summary", "内容",
            "penaltyKind", "处罚种类",
            "performance", "履行情况",
            "measure", "措施",
            "awardedBy", "表彰单位",
            "serviceKind", "服务种类",
            "serviceHours", "服务小时");

    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("WARNING", "警告"),
            Map.entry("CIRCULAR_OF_CRITICISM", "通报批评"),
            Map.entry("FINE", "罚款"),
            Map.entry("CONFISCATION", "没收违法所得、非法财物"),
            Map.entry("QUALIFICATION_SUSPENDED", "暂扣许可证件"),
            Map.entry("QUALIFICATION_LOWERED", "降低资质等级"),
            Map.entry("LICENCE_REVOKED", "吊销许可证件"),
            Map.entry("PRACTICE_RESTRICTED", "限制从业"),
            Map.entry("PRODUCTION_STOPPED", "责令停产停业"),
            Map.entry("CLOSURE_ORDERED", "责令关闭"),
            Map.entry("OTHER_BY_LAW", "法律、行政法规规定的其他"),
            Map.entry("NOT_PERFORMED", "未履行"),
            Map.entry("PARTLY_PERFORMED", "部分履行"),
            Map.entry("PERFORMED", "已履行"),
            Map.entry("VOLUNTEER_SERVICE", "志愿服务"),
            Map.entry("CHARITABLE_DONATION", "慈善捐赠"),
            Map.entry("EMERGENCY_RELIEF", "抢险救灾"),
            Map.entry("OTHER", "其他"));

    private static final Map<String, String> DEPARTMENTS = names("departments.csv");
    private static final Map<String, String> PREFECTURES = names("prefectures.csv");
    private static final Map<String, String> DOMAINS = names("record-domains.csv");

    private Words() {}

    static String state(RecordState state) {
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

    /** {@code 不良 · 一般}, {@code 良好}. */
    static String kind(Polarity polarity, @Nullable Severity severity) {
        return switch (polarity) {
            case POSITIVE -> "良好";
            case NEUTRAL -> "中性";
            case ADVERSE -> "不良" + (severity == null ? "" : " · " + level(severity));
        };
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case MINOR -> "轻微";
            case GENERAL -> "一般";
            case SERIOUS -> "严重";
        };
    }

    static String domain(String code) {
        return DOMAINS.getOrDefault(code, code);
    }

    static String purpose(String code) {
        return PURPOSES.getOrDefault(code, code);
    }

    static String outcome(String code) {
        return code.equals("ANSWERED") ? "已答复" : "已拒绝";
    }

    /** The names of departments and prefectures instead of those of their accounts. */
    static String organisation(String name) {
        if (name.equals("national-platform")) {
            return "国家公共信用信息平台";
        }
        if (name.startsWith("prefecture-")) {
            return PREFECTURES.getOrDefault(name.substring("prefecture-".length()), name);
        }
        return DEPARTMENTS.getOrDefault(name, name);
    }

    /** {@code 个人所得税法 Art. 15}, as law is cited in Chinese: {@code 《个人所得税法》第十五条}. */
    static String law(String citation) {
        var article = ARTICLE.matcher(citation);
        return article.find()
                ? "《" + citation.substring(0, article.start()).strip() + "》第"
                        + number(Integer.parseInt(article.group(1))) + "条"
                        + citation.substring(article.end())
                : citation;
    }

    /** The facts by their Chinese names, the summary first; flags are told elsewhere. */
    static Map<String, String> facts(Map<String, Object> facts) {
        var named = new LinkedHashMap<String, String>();
        Optional.ofNullable(facts.get("summary"))
                .ifPresent(summary -> named.put(FACTS.getOrDefault("summary", "summary"), summary.toString()));
        facts.forEach((member, value) -> {
            if (!List.of("summary", "dutyPerformed").contains(member)) {
                named.put(FACTS.getOrDefault(member, member), VALUES.getOrDefault(value.toString(), value.toString()));
            }
        });
        return named;
    }

    /** From 1 to 999. */
    static String number(int number) {
        var hundreds = number / 100;
        var tens = number % 100 / 10;
        var ones = number % 10;
        return (hundreds == 0 ? "" : DIGITS.charAt(hundreds) + "百")
                + (tens == 0 ? (hundreds > 0 && ones > 0 ? "零" : "") : (number < 20 ? "" : DIGITS.charAt(tens)) + "十")
                + (ones == 0 ? "" : DIGITS.charAt(ones));
    }

    private static Map<String, String> names(String file) {
        return SeedFile.named(file).rows().stream()
                .collect(Collectors.toUnmodifiableMap(row -> row.get("code"), row -> row.get("name_zh")));
    }
}
