package org.chengxin.repair.dispute;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.etag.ETags;
import org.chengxin.chassis.page.Cursors;
import org.chengxin.chassis.page.Page;
import org.chengxin.chassis.page.PageRequest;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.chassis.problem.Refusal;
import org.chengxin.repair.dispute.ReadCase.CaseFile;
import org.chengxin.repair.dispute.WithdrawDispute.Outcome.AlreadyClosed;
import org.chengxin.repair.dispute.WithdrawDispute.Outcome.Moved;
import org.chengxin.repair.dispute.WithdrawDispute.Outcome.Withdrawn;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** GET /v1/cases, GET /v1/cases/{id}, POST /v1/cases/{id}/withdrawal. */
@RestController
@Tag(name = "Cases", description = "The queue, the timeline, the clock")
class CaseController {

    private static final String DISPUTE = "DISPUTE";

    private final Disputes disputes;
    private final ReadCase readCase;
    private final WithdrawDispute withdrawDispute;
    private final Cursors cursors;
    private final Clock clock;

    CaseController(
            Disputes disputes, ReadCase readCase, WithdrawDispute withdrawDispute, Cursors cursors, Clock clock) {
        this.disputes = disputes;
        this.readCase = readCase;
        this.withdrawDispute = withdrawDispute;
        this.cursors = cursors;
        this.clock = clock;
    }

    /** A line of the queue: enough to work by, without what the person wrote and who they are. */
    record CaseLine(
            UUID caseId,
            String kind,
            Dispute.State state,
            UUID recordId,
            String recordType,
            String department,
            @Nullable String field,
            Grounds grounds,
            Instant openedAt,
            LocalDate dueOn,
            boolean overdue) {

        static CaseLine of(Dispute dispute, LocalDate today) {
            return new CaseLine(
                    dispute.id(),
                    DISPUTE,
                    dispute.state(),
                    dispute.recordId(),
                    dispute.recordType(),
                    dispute.department(),
                    dispute.field(),
                    dispute.grounds(),
                    dispute.openedAt(),
                    dispute.clock().dueOn(),
                    ClockView.of(dispute, today).overdue());
        }
    }

    /** The whole case. */
    record CaseView(
            UUID caseId,
            String kind,
            Dispute.State state,
            UUID recordId,
            long recordVersion,
            String recordType,
            String department,
            @Nullable String field,
            Grounds grounds,
            String explanation,
            Instant openedAt,
            @Nullable Instant closedAt,
            LocalDate dueOn,
            ClockView clock,
            List<StepView> timeline) {

        static CaseView of(CaseFile file, LocalDate today) {
            var dispute = file.dispute();
            return new CaseView(
                    dispute.id(),
                    DISPUTE,
                    dispute.state(),
                    dispute.recordId(),
                    dispute.recordVersion(),
                    dispute.recordType(),
                    dispute.department(),
                    dispute.field(),
                    dispute.grounds(),
                    dispute.explanation(),
                    dispute.openedAt(),
                    dispute.closedAt(),
                    dispute.clock().dueOn(),
                    ClockView.of(dispute, today),
                    file.timeline().stream().map(StepView::of).toList());
        }
    }

    /** What happened, by whom ({@code PERSON}, {@code PLATFORM} or a department), when and why. */
    record StepView(Step.Kind step, String by, Instant at, String reason) {

        static StepView of(Step step) {
            return new StepView(step.step(), step.party(), step.at(), step.reason());
        }
    }

    @Operation(summary = "My cases; an officer's are those of their department, a reviewer's are all; first due, first")
    @Parameter(in = ParameterIn.QUERY, name = "limit", schema = @Schema(type = "integer", defaultValue = "50"))
    @Parameter(in = ParameterIn.QUERY, name = "cursor", schema = @Schema(type = "string"))
    @PreAuthorize("hasAnyAuthority('citizen', 'officer', 'reviewer')")
    @GetMapping("/v1/cases")
    Page<CaseLine> list(
            @RequestParam(required = false) Dispute.@Nullable State state, PageRequest page, Caller caller) {
        var after = cursors.read(page, Disputes.Position.class).orElse(Disputes.Position.START);
        var today = LocalDate.now(clock);
        var rows = disputes.page(viewer(caller), state, after, page.limitPlusOne()).stream()
                .map(dispute -> CaseLine.of(dispute, today))
                .toList();
        return cursors.page(rows, page, line -> new Disputes.Position(line.dueOn(), line.caseId()));
    }

    @Operation(summary = "A whole case; who reads another person's stands in their access log")
    @ApiResponse(responseCode = "200", description = "The case, its clock and its timeline; ETag is its version")
    @ApiResponse(
            responseCode = "404",
            description = "`case-not-found`: also when the caller may not know that it exists",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    @PreAuthorize("hasAnyAuthority('citizen', 'officer', 'reviewer')")
    @GetMapping("/v1/cases/{id}")
    ResponseEntity<CaseView> read(@PathVariable UUID id, Caller caller) {
        return shown(readCase.read(id, viewer(caller)).orElseThrow(CaseController::notFound));
    }

    @Operation(summary = "Take my case back")
    @ApiResponse(responseCode = "200", description = "The case is closed")
    @ApiResponse(
            responseCode = "404",
            description = "`case-not-found`",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "409",
            description = "`case-closed`",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "412",
            description = "`if-match-stale`",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "428",
            description = "`if-match-missing`",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    @PreAuthorize("hasAuthority('citizen')")
    @PostMapping("/v1/cases/{id}/withdrawal")
    ResponseEntity<CaseView> withdraw(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        var person = new Viewer.Person(caller.requireSubject());
        var dispute =
                readCase.read(id, person).orElseThrow(CaseController::notFound).dispute();
        ETags.require(ifMatch, dispute.version());
        return switch (withdrawDispute.withdraw(dispute)) {
            case Withdrawn _ -> shown(readCase.read(id, person).orElseThrow(CaseController::notFound));
            case AlreadyClosed(var state) ->
                throw Problem.conflict("case-closed", "The case is " + state + "; nothing is left to withdraw.")
                        .with("state", state)
                        .refusal();
            case Moved() ->
                throw Problem.of(412, "if-match-stale", "It has changed since you read it; read it again.")
                        .refusal();
        };
    }

    private ResponseEntity<CaseView> shown(CaseFile file) {
        return ResponseEntity.ok()
                .eTag(ETags.of(file.dispute().version()))
                .body(CaseView.of(file, LocalDate.now(clock)));
    }

    private static Refusal notFound() {
        return Problem.notFound("case-not-found", "There is no case with this id that you may see.")
                .refusal();
    }

    /** The widest of the caller's roles decides what is seen. */
    private static Viewer viewer(Caller caller) {
        if (caller.is("reviewer")) {
            return new Viewer.Reviewer(caller.name());
        }
        if (caller.is("officer")) {
            return new Viewer.Officer(caller.name(), caller.requireDepartment());
        }
        return new Viewer.Person(caller.requireSubject());
    }
}
