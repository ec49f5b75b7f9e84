package org.chengxin.local.demo;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The content of a first report, as a department writes it. */
public final class Report {

    private Report() {}

    /**
     * The days of a case.
     *
     * @param noticeServedOn null when nothing had to be served
     * @param finalOn null as long as the decision can be challenged, or never could
     */
    public record Dates(
            LocalDate occurredOn,
            LocalDate decidedOn,
            @Nullable LocalDate noticeServedOn,
            @Nullable LocalDate finalOn) {}

    /** @param number of the decision, in its year */
    public static Map<String, Object> content(
            String sourceRecordId,
            RecordType type,
            DemoPerson person,
            Dates dates,
            Map<String, Object> facts,
            int number) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("sourceRecordId", sourceRecordId);
        data.put("revision", 1);
        data.put("recordType", type.code());
        data.put(
                "subject",
                Map.of(
                        "documentType",
                        DemoPerson.DOCUMENT_TYPE,
                        "documentNumber",
                        person.documentNumber(),
                        "name",
                        person.name()));
        data.put("division", person.division());
        data.put("occurredOn", dates.occurredOn().toString());
        data.put("decidedOn", dates.decidedOn().toString());
        data.put("effectiveOn", dates.decidedOn().toString());
        data.put("decisionNumber", "云演决〔%d〕%d号".formatted(dates.decidedOn().getYear(), number));
        if (dates.noticeServedOn() != null) {
            data.put("noticeServedOn", dates.noticeServedOn().toString());
        }
        if (dates.finalOn() != null) {
            data.put("final", Map.of("on", dates.finalOn().toString(), "basis", "CHALLENGE_PERIOD_OVER"));
        }
        data.put("legalBasis", type.legalBases());
        data.put("facts", facts);
        return data;
    }
}
