package org.chengxin.record.intake;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** What departments hand in, right in every field, to be spoilt in one. */
final class Examples {

    private Examples() {}

    /** A number of nobody: the county code does not exist, and the last twelve digits make the subject id. */
    static String number() {
        return "530199" + ThreadLocalRandom.current().nextLong(100_000_000_000L, 1_000_000_000_000L);
    }

    /** The subject id that the identity-service of the tests gives to a number. */
    static UUID subjectOf(String number) {
        return UUID.fromString("00000000-0000-4000-8000-" + number.substring(6));
    }

    static Map<String, Object> person(String number, String name) {
        return members("documentType", "RESIDENT_ID", "documentNumber", number, "name", name);
    }

    /** A tax penalty, served, final since the challenge period is over. */
    static Map<String, Object> taxPenalty(String number) {
        return members(
                "sourceRecordId",
                "TAX-" + UUID.randomUUID(),
                "revision",
                1,
                "recordType",
                "INCOME_TAX_ADVERSE",
                "subject",
                person(number, "测试甲"),
                "division",
                "530100",
                "occurredOn",
                "2026-01-02",
                "decidedOn",
                "2026-03-10",
                "effectiveOn",
                "2026-03-20",
                "decisionNumber",
                "云税罚〔2026〕12号",
                "noticeServedOn",
                "2026-03-20",
                "final",
                members("on", "2026-09-20", "basis", "CHALLENGE_PERIOD_OVER"),
                "legalBasis",
                List.of("INCOME_TAX"),
                "facts",
                members("summary", "未按期办理个人所得税汇算清缴", "dutyPerformed", false));
    }

    /** The same with one member replaced; null takes it away. Dots lead into members of members. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> with(Map<String, Object> data, String path, Object value) {
        var copy = new LinkedHashMap<>(data);
        var dot = path.indexOf('.');
        if (dot > 0) {
            var name = path.substring(0, dot);
            copy.put(name, with((Map<String, Object>) data.get(name), path.substring(dot + 1), value));
        } else if (value == null) {
            copy.remove(path);
        } else {
            copy.put(path, value);
        }
        return copy;
    }

    static Map<String, Object> members(Object... namesAndValues) {
        var members = new LinkedHashMap<String, Object>();
        for (var index = 0; index < namesAndValues.length; index += 2) {
            members.put((String) namesAndValues[index], namesAndValues[index + 1]);
        }
        return members;
    }
}
