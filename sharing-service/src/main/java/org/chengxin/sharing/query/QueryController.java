package org.chengxin.sharing.query;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.sharing.agreements.Purpose;
import org.chengxin.sharing.persons.NamedDocument;
import org.chengxin.sharing.policy.Governed.Flags;
import org.chengxin.sharing.policy.Governed.Shown;
import org.chengxin.sharing.policy.RecordState;
import org.chengxin.sharing.query.Answer.ConsentMissing;
import org.chengxin.sharing.query.Answer.DocumentInvalid;
import org.chengxin.sharing.query.Answer.LogUnavailable;
import org.chengxin.sharing.query.Answer.NoAgreement;
import org.chengxin.sharing.query.Answer.Refused;
import org.chengxin.sharing.query.Answer.Report;
import org.chengxin.sharing.query.Answer.SubjectMismatch;
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

    private final AskAboutPerson askAboutPerson;

    QueryController(AskAboutPerson askAboutPerson) {
        this.askAboutPerson = askAboutPerson;
    }

    @PostMapping
    @PreAuthorize("hasAnyAuthority('department', 'prefecture', 'national', 'agency')")
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
            description = "`no-agreement`, `consent-missing`, `role-missing`",
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
            responseCode = "503",
            description = "`identity-service-unavailable`, `access-log-unavailable`: nothing was shown",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    public ResponseEntity<?> ask(@Valid @RequestBody QueryRequest request, Caller caller) {
        var purpose = Purpose.of(request.purpose()).orElse(null);
        if (purpose == null) {
            return Problem.unprocessable("purpose-unknown", "The purpose is not one of the code list.")
                    .at("/purpose", "is not a code of the list of purposes")
                    .answer();
        }
        var matterNumber = request.matterNumber();
        if (matterNumber == null || matterNumber.isBlank()) {
            return Problem.unprocessable(
                            "matter-number-missing", "Name the matter for which the person's records are needed.")
                    .at("/matterNumber", "is missing")
                    .answer();
        }
        var question = new Question(
                caller.name(), caller.is("agency"), request.subject().toDocument(), purpose, matterNumber.strip());
        return switch (askAboutPerson.ask(question)) {
            case Report report -> ResponseEntity.ok(ReportView.of(report));
            case Refused refused -> problem(refused).answer();
            case LogUnavailable() ->
                ResponseEntity.status(503)
                        .header(HttpHeaders.RETRY_AFTER, "5")
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                        .body(Problem.of(
                                503,
                                "access-log-unavailable",
                                "The query could not be logged, so it was not answered; try again."));
        };
    }

    /** The stable name of a refusal. */
    static String slug(Refused refused) {
        return problem(refused).slug();
    }

    private static Problem problem(Refused refused) {
        return switch (refused) {
            case NoAgreement() ->
                Problem.forbidden(
                        "no-agreement", "No agreement in force covers this receiver and this purpose; conclude one.");
            case ConsentMissing() ->
                Problem.forbidden(
                        "consent-missing",
                        "The person has not consented to this receiver and purpose; ask the person.");
            case SubjectMismatch() ->
                Problem.unprocessable(
                                "subject-mismatch",
                                "The document number and the name do not belong together; check both.")
                        .at("/subject", "number and name do not belong together");
            case DocumentInvalid(var reason) ->
                Problem.unprocessable("document-invalid", "The document number cannot be right; check it.")
                        .at("/subject/documentNumber", "cannot be right")
                        .with("reason", reason);
        };
    }

    /** One person, one purpose, one matter. */
    record QueryRequest(
            @NotNull @Valid SubjectRequest subject,

            @Schema(example = "ADMINISTRATIVE_PERMIT") @NotBlank @Size(max = 40)
            String purpose,

            @Schema(description = "Required", example = "2026-KM-0001") @Size(max = 64) @Nullable
            String matterNumber) {}

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
    record ReportView(UUID queryId, Instant asOf, List<RecordView> records) {

        static ReportView of(Report report) {
            return new ReportView(
                    report.queryId(),
                    report.asOf(),
                    report.records().stream().map(RecordView::of).toList());
        }
    }

    /** A record with the fields that the agreement grants. */
    record RecordView(
            UUID recordId,
            long version,
            String recordType,
            RecordState state,
            Flags flags,
            LocalDate decidedOn,
            LocalDate displayUntil,
            Map<String, Object> fields) {

        static RecordView of(Shown shown) {
            return new RecordView(
                    shown.recordId(),
                    shown.version(),
                    shown.recordType(),
                    shown.state(),
                    shown.flags(),
                    shown.decidedOn(),
                    shown.displayUntil(),
                    shown.fields());
        }
    }
}
