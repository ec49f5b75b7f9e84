package org.chengxin.repair.desk;

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
import java.util.UUID;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.etag.ETags;
import org.chengxin.chassis.page.Cursors;
import org.chengxin.chassis.page.Page;
import org.chengxin.chassis.page.PageRequest;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.repair.calendar.WorkingDays;
import org.chengxin.repair.cases.CaseFile;
import org.chengxin.repair.cases.CaseFiles;
import org.chengxin.repair.cases.CaseKind;
import org.chengxin.repair.cases.CaseState;
import org.chengxin.repair.cases.Matter;
import org.chengxin.repair.cases.ReadCase;
import org.chengxin.repair.subjects.Actors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** GET /v1/cases, GET /v1/cases/{id}. */
@RestController
@Tag(name = "Cases", description = "The queue, the timeline, the clock, the steps")
class CaseController {

    private final CaseFiles files;
    private final ReadCase readCase;
    private final Actors actors;
    private final Cursors cursors;
    private final WorkingDays calendar;
    private final Clock clock;

    CaseController(
            CaseFiles files, ReadCase readCase, Actors actors, Cursors cursors, WorkingDays calendar, Clock clock) {
        this.files = files;
        this.readCase = readCase;
        this.actors = actors;
        this.cursors = cursors;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** A line of the queue: enough to work by, without what the person wrote and who they are. */
    record CaseLine(
            UUID caseId,
            CaseKind kind,
            CaseState state,
            @Nullable UUID recordId,
            @Nullable String recordType,
            String department,
            @Nullable String field,
            Matter.@Nullable Grounds grounds,
            Instant openedAt,
            @Nullable Instant closedAt,
            @Nullable LocalDate dueOn,
            boolean overdue) {

        static CaseLine of(CaseFile file, LocalDate today) {
            var objection = file.matter() instanceof Matter.Objection found ? found : null;
            var dueOn = file.dueOn();
            return new CaseLine(
                    file.id(),
                    file.kind(),
                    file.state(),
                    file.recordId(),
                    file.recordType(),
                    file.department(),
                    objection == null ? null : objection.field(),
                    objection == null ? null : objection.grounds(),
                    file.openedAt(),
                    file.closedAt(),
                    dueOn,
                    file.isOpen()
                            && (file.state() == CaseState.OVERDUE
                                    || file.state() == CaseState.ESCALATED
                                    || (dueOn != null && today.isAfter(dueOn))));
        }
    }

    @Operation(
            summary = "My cases; an officer's are those of their department, a reviewer's are all; first due, first,"
                    + " closed ones last")
    @Parameter(in = ParameterIn.QUERY, name = "limit", schema = @Schema(type = "integer", defaultValue = "50"))
    @Parameter(in = ParameterIn.QUERY, name = "cursor", schema = @Schema(type = "string"))
    @PreAuthorize("hasAnyAuthority('citizen', 'officer', 'reviewer')")
    @GetMapping("/v1/cases")
    Page<CaseLine> list(
            @RequestParam(required = false) @Nullable CaseKind kind,
            @RequestParam(required = false) @Nullable CaseState state,
            @RequestParam(required = false) @Nullable Boolean open,
            PageRequest page,
            Caller caller) {
        var after = cursors.read(page, CaseFiles.Position.class).orElse(CaseFiles.Position.START);
        var today = LocalDate.now(clock);
        var rows =
                files
                        .page(actors.of(caller), new CaseFiles.Filter(kind, state, open), after, page.limitPlusOne())
                        .stream()
                        .map(file -> CaseLine.of(file, today))
                        .toList();
        return cursors.page(
                rows,
                page,
                line -> CaseFiles.Position.of(line.closedAt() == null ? line.dueOn() : null, line.caseId()));
    }

    @Operation(summary = "A whole case; who reads another person's stands in their access log")
    @ApiResponse(responseCode = "200", description = "The case, its clocks and its timeline; ETag is its version")
    @ApiResponse(
            responseCode = "404",
            description = "`case-not-found`: also when the caller may not know that it exists",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    @PreAuthorize("hasAnyAuthority('citizen', 'officer', 'reviewer')")
    @GetMapping("/v1/cases/{id}")
    ResponseEntity<CaseView> read(@PathVariable UUID id, Caller caller) {
        var whole = readCase.read(id, actors.of(caller))
                .orElseThrow(() -> Problem.notFound("case-not-found", "There is no case with this id that you may see.")
                        .refusal());
        return ResponseEntity.ok()
                .eTag(ETags.of(whole.file().version()))
                .body(CaseView.of(whole, LocalDate.now(clock), calendar));
    }
}
