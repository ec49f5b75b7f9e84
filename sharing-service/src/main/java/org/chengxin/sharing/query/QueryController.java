package org.chengxin.sharing.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.sharing.agreements.Purpose;
import org.chengxin.sharing.persons.NamedDocument;
import org.chengxin.sharing.policy.Governed.Flags;
import org.chengxin.sharing.policy.Governed.Shown;
import org.chengxin.sharing.policy.RecordState;
import org.chengxin.sharing.query.Answer.LogUnavailable;
import org.chengxin.sharing.query.Answer.QuotaUsedUp;
import org.chengxin.sharing.query.Answer.Refused;
import org.chengxin.sharing.query.Answer.Report;
import org.chengxin.sharing.regions.AskOtherRegions;
import org.chengxin.sharing.regions.AskOtherRegions.Found;
import org.chengxin.sharing.regions.AskOtherRegions.Part;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** POST /v1/queries. */
@RestController
@RequestMapping("/v1/queries")
class QueryController {

    static final Problem LOG_UNAVAILABLE = Problem.of(
            503, "access-log-unavailable", "The query could not be logged, so it was not answered; try again.");

    private final AskAboutPerson askAboutPerson;
    private final AskOtherRegions askOtherRegions;
    private final Clock clock;

    QueryController(AskAboutPerson askAboutPerson, AskOtherRegions askOtherRegions, Clock clock) {
        this.askAboutPerson = askAboutPerson;
        this.askOtherRegions = askOtherRegions;
        this.clock = clock;
    }

    @PostMapping
    @PreAuthorize("hasAnyAuthority('department', 'prefecture', 'national', 'agency', 'region')")
    @Operation(
            summary = "Ask for the report on one person, for one purpose, in one matter",
            description = "Shows what the agreement of the caller allows: final records within their period, with the"
                    + " fields granted. The person's access log holds the query, answered or refused, before the answer"
                    + " leaves. A person nobody knows answers like a person without records.")
    @ApiResponse(
            responseCode = "200",
            description = "The report",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ReportView.class)))
    @ApiResponse(
            responseCode = "403",
            description = "`no-agreement`, `consent-missing`, `consent-code-invalid`, `channel-closed` (with `rule`),"
                    + " `break-glass-not-allowed`, `concealment-not-approved`, `role-missing`",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "422",
            description =
                    "`purpose-unknown`, `matter-number-missing`, `subject-mismatch`, `document-invalid` (with `reason`),"
                            + " `fields-invalid`",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "429",
            description = "`quota-used-up` (with `again`), `consent-codes-locked`; with Retry-After",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "503",
            description = "`identity-service-unavailable`, `access-log-unavailable`: nothing was shown",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    public ResponseEntity<?> ask(@Valid @RequestBody QueryRequest request, Caller caller) {
        var flaw = request.flaw().orElse(null);
        if (flaw != null) {
            return flaw.answer();
        }
        var question = request.toQuestion(caller, false);
        return switch (askAboutPerson.ask(question)) {
            case Report report -> ResponseEntity.ok(ReportView.of(report, elsewhere(question, report)));
            case Refused refused -> refusal(refused);
            case LogUnavailable() ->
                ResponseEntity.status(503)
                        .header(HttpHeaders.RETRY_AFTER, "5")
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                        .body(LOG_UNAVAILABLE);
        };
    }

    /** Outside of any transaction: a slow region holds up this answer and nothing else. */
    private List<Part> elsewhere(Question question, Report report) {
        return askOtherRegions.ask(
                report.heldBy(),
                question.person(),
                question.purpose().name(),
                question.matterNumber(),
                report.grants());
    }

    private ResponseEntity<Problem> refusal(Refused refused) {
        var problem = Refusals.problem(refused);
        if (problem.status() != 429) {
            return problem.answer();
        }
        var seconds = refused instanceof QuotaUsedUp(var again)
                ? Duration.between(clock.instant(), again).toSeconds()
                : Duration.ofHours(1).toSeconds();
        return ResponseEntity.status(429)
                .header(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, seconds)))
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    /** One person, one purpose, one matter. */
    record QueryRequest(
            @NotNull @Valid SubjectRequest subject,

            @Schema(example = "ADMINISTRATIVE_PERMIT") @NotBlank @Size(max = 40)
            String purpose,

            @Schema(description = "Required", example = "2026-KM-0001") @Size(max = 64) @Nullable
            String matterNumber,

            @Schema(description = "Who asks within the organisation; a number, not a name") @Valid @Nullable
            StaffRequest staff,

            @Schema(description = "Sets the regions of the agreement aside; always reviewed, shown to the person")
            @Valid
            @Nullable
            BreakGlassRequest breakGlass,

            @Schema(
                    description =
                            "Approved by two officers of a whitelisted department: the person sees the look later")
            @Nullable
            UUID concealment,

            @Schema(description = "Do not ask other regions; what one region asks another always says so") @Nullable
            Boolean onlyHere,

            @Schema(description = "The one-time code that the person handed over") @Size(max = 32) @Nullable
            String consentCode) {

        Optional<Problem> flaw() {
            if (Purpose.of(purpose).isEmpty()) {
                return Optional.of(Problem.unprocessable("purpose-unknown", "The purpose is not one of the code list.")
                        .at("/purpose", "is not a code of the list of purposes"));
            }
            if (matterNumber == null || matterNumber.isBlank()) {
                return Optional.of(Problem.unprocessable(
                                "matter-number-missing", "Name the matter for which the person's records are needed.")
                        .at("/matterNumber", "is missing"));
            }
            return Optional.empty();
        }

        /** Only of a request without {@link #flaw}; the lines of a batch are put to nobody else. */
        Question toQuestion(Caller caller, boolean batch) {
            return new Question(
                    caller.name(),
                    caller.is("agency"),
                    subject.toDocument(),
                    Purpose.of(purpose).orElseThrow(),
                    Objects.requireNonNull(matterNumber).strip(),
                    staff == null ? null : staff.number(),
                    staff != null && subject.name().strip().equals(staff.name()),
                    breakGlass == null
                            ? null
                            : new BreakGlass(
                                    breakGlass.reason(),
                                    breakGlass.explanation().strip()),
                    consentCode,
                    concealment,
                    caller.department(),
                    batch || Boolean.TRUE.equals(onlyHere));
        }

        /** Without content, so that no log line can carry it. */
        @Override
        public String toString() {
            return "QueryRequest[…]";
        }
    }

    /** The officer: the number is kept, the name only compared with the person's and forgotten. */
    record StaffRequest(
            @Pattern(regexp = "[A-Za-z0-9-]{1,32}") @NotNull String number,
            @Size(max = 100) @Nullable String name) {

        /** Without content, so that no log line can carry it. */
        @Override
        public String toString() {
            return "StaffRequest[…]";
        }
    }

    /** The named reason of an emergency. */
    record BreakGlassRequest(
            BreakGlass.@NotNull Reason reason,
            @NotBlank @Size(min = 10, max = 500) String explanation) {}

    /** The person asked about. */
    record SubjectRequest(
            @NotBlank @Size(max = 32) String documentType,
            @NotBlank @Size(max = 32) String documentNumber,
            @NotBlank @Size(max = 100) String name) {

        NamedDocument toDocument() {
            return new NamedDocument(documentType, documentNumber, name);
        }

        /** Without content, so that no log line can carry it. */
        @Override
        public String toString() {
            return "SubjectRequest[…]";
        }
    }

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
