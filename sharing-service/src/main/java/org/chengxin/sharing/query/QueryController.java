package org.chengxin.sharing.query;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.idempotency.Reading;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.sharing.query.Answer.LogUnavailable;
import org.chengxin.sharing.query.Answer.QuotaUsedUp;
import org.chengxin.sharing.query.Answer.Refused;
import org.chengxin.sharing.query.Answer.Report;
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
    private final AskElsewhere askElsewhere;
    private final Flaws flaws;
    private final RefuseUnjudged refuseUnjudged;
    private final Clock clock;

    QueryController(
            AskAboutPerson askAboutPerson,
            AskElsewhere askElsewhere,
            Flaws flaws,
            RefuseUnjudged refuseUnjudged,
            Clock clock) {
        this.askAboutPerson = askAboutPerson;
        this.askElsewhere = askElsewhere;
        this.flaws = flaws;
        this.refuseUnjudged = refuseUnjudged;
        this.clock = clock;
    }

    @Reading
    @PostMapping
    @PreAuthorize("hasAnyAuthority('department', 'prefecture', 'national', 'agency', 'region')")
    @Operation(
            summary = "Ask for the report on one person, for one purpose, in one matter",
            description =
                    "Shows what the agreement of the caller allows: final records within their period, with the"
                            + " fields granted. The person's access log holds the query, answered or refused, before the answer"
                            + " leaves, also when it lacks a purpose or a matter (`UNSTATED`). A person nobody knows answers like a person without records. Role `region` is another"
                            + " region's platform under its own agreement; what it asks goes to nobody else (`onlyHere`). What other"
                            + " regions hold carries its `source`; `sources` says how each answered; a concealed look is put to none (`NOT_ASKED`).")
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
    public ResponseEntity<?> ask(@RequestBody QueryRequest request, Caller caller) {
        var flaw = flaws.of(request).orElse(null);
        if (flaw != null) {
            var unjudged = Unjudged.of(request, flaw, caller);
            return refuseUnjudged.refuse(List.of(unjudged)) ? flaw.answer() : logUnavailable();
        }
        var question = request.toQuestion(caller, false);
        return switch (askAboutPerson.ask(question)) {
            case Report report ->
                askElsewhere
                        .ask(question, report)
                        .<ResponseEntity<?>>map(parts -> ResponseEntity.ok(ReportView.of(report, parts)))
                        .orElseGet(QueryController::logUnavailable);
            case Refused refused -> refusal(refused);
            case LogUnavailable() -> logUnavailable();
        };
    }

    private static ResponseEntity<Problem> logUnavailable() {
        return ResponseEntity.status(503)
                .header(HttpHeaders.RETRY_AFTER, "5")
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(LOG_UNAVAILABLE);
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
}
