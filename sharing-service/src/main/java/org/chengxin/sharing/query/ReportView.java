package org.chengxin.sharing.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.chengxin.sharing.policy.Governed.Flags;
import org.chengxin.sharing.policy.Governed.Shown;
import org.chengxin.sharing.policy.RecordState;
import org.chengxin.sharing.query.Answer.Report;
import org.chengxin.sharing.regions.AskOtherRegions;
import org.chengxin.sharing.regions.AskOtherRegions.Found;
import org.chengxin.sharing.regions.AskOtherRegions.Part;
import org.jspecify.annotations.Nullable;

/** What the agreement allows. */
record ReportView(
        UUID queryId,
        Instant asOf,
        List<RecordView> records,

        @Schema(description = "Other regions that were asked, and how they answered; absent when none was")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<SourceView> sources) {

    static ReportView of(Report report, List<Part> elsewhere) {
        return new ReportView(
                report.queryId(),
                report.asOf(),
                Stream.concat(
                                report.records().stream().map(RecordView::of),
                                elsewhere.stream()
                                        .flatMap(part -> part.records().stream()
                                                .map(found -> RecordView.of(part.region(), found))))
                        .toList(),
                elsewhere.stream()
                        .map(part -> new SourceView(part.region(), part.state()))
                        .toList());
    }

    /** How a region answered. */
    record SourceView(String region, AskOtherRegions.State state) {}

    /** A record with the fields that the agreement grants. */
    record RecordView(
            UUID recordId,
            long version,
            String recordType,
            RecordState state,
            Flags flags,
            LocalDate decidedOn,
            LocalDate displayUntil,
            Map<String, Object> fields,

            @Schema(description = "The region that holds the record; absent when it is ours")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            String source) {

        static RecordView of(String region, Found found) {
            return new RecordView(
                    found.recordId(),
                    found.version(),
                    found.recordType(),
                    RecordState.FINAL,
                    new Flags(found.disputed(), found.dutyPerformed(), found.statement()),
                    found.decidedOn(),
                    found.displayUntil(),
                    found.fields(),
                    region);
        }

        static RecordView of(Shown shown) {
            return new RecordView(
                    shown.recordId(),
                    shown.version(),
                    shown.recordType(),
                    shown.state(),
                    shown.flags(),
                    shown.decidedOn(),
                    shown.displayUntil(),
                    shown.fields(),
                    shown.source());
        }
    }
}
