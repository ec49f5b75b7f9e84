package org.chengxin.journeys;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.chengxin.local.demo.DemoPerson;
import org.chengxin.local.demo.Population;
import org.chengxin.local.demo.ResidentNumber;

/** Persons and decisions for journeys. */
final class Cases {

    private static final AtomicInteger PERSONS = new AtomicInteger(Platform.strangersBefore());
    /** Before the births of the demo's population, so that numbers never meet. */
    private static final LocalDate FIRST_BIRTH = LocalDate.of(1930, 1, 1);

    private Cases() {}

    static LocalDate today() {
        return LocalDate.now(Clock.system(ZoneId.of("Asia/Shanghai")));
    }

    /** Who signs in as {@code citizen-<n>}. */
    static DemoPerson citizen(int n) {
        return Population.all().get(n - 1);
    }

    /** Somebody whom the platform has not met. */
    static DemoPerson stranger() {
        int n = PERSONS.incrementAndGet();
        String number = ResidentNumber.synthetic("530100", FIRST_BIRTH.plusDays(n), n % 990)
                .digits();
        return new DemoPerson(100_000 + n, "530100", number, "旅程" + (char) ('甲' + n % 20));
    }

    static Map<String, Object> subject(DemoPerson person) {
        return Map.of(
                "documentType",
                DemoPerson.DOCUMENT_TYPE,
                "documentNumber",
                person.documentNumber(),
                "name",
                person.name());
    }

    static Map<String, Object> query(DemoPerson person, String purpose) {
        return Map.of("subject", subject(person), "purpose", purpose, "matterNumber", "2026-KM-0001");
    }

    /** A final, shareable tax decision; change what a journey needs changed. */
    static Map<String, Object> taxDecision(DemoPerson person) {
        return taxDecision(person, today().minusDays(220));
    }

    /** The same of another day. */
    static Map<String, Object> taxDecision(DemoPerson person, LocalDate decided) {
        var data = new LinkedHashMap<String, Object>();
        data.put("sourceRecordId", "JOURNEY-" + UUID.randomUUID());
        data.put("revision", 1);
        data.put("recordType", "INCOME_TAX_ADVERSE");
        data.put("subject", subject(person));
        data.put("division", person.division());
        data.put("occurredOn", decided.minusDays(60).toString());
        data.put("decidedOn", decided.toString());
        data.put("effectiveOn", decided.toString());
        data.put("decisionNumber", "云旅罚〔2026〕1号");
        data.put("noticeServedOn", decided.plusDays(2).toString());
        data.put("final", Map.of("on", decided.plusDays(2).plusMonths(6).toString(), "basis", "CHALLENGE_PERIOD_OVER"));
        data.put("legalBasis", java.util.List.of("INCOME_TAX"));
        data.put("facts", Map.of("summary", "未按规定办理汇算清缴", "dutyPerformed", false));
        return data;
    }

    static Map<String, Object> with(Map<String, Object> data, String name, Object value) {
        var changed = new LinkedHashMap<>(data);
        changed.put(name, value);
        return changed;
    }

    static String id(Map<String, Object> data) {
        return String.valueOf(data.get("sourceRecordId"));
    }
}
