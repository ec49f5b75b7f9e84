package org.chengxin.repair.desk;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import java.util.UUID;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.chassis.text.OwnWords;
import org.chengxin.repair.cases.CaseEvent;
import org.chengxin.repair.cases.CaseFile;
import org.chengxin.repair.cases.MoveCase.Move;
import org.chengxin.repair.cases.MoveCase.Verdict;
import org.chengxin.repair.cases.Outcome;
import org.chengxin.repair.subjects.Actors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** What officers and reviewers do in a case. */
@RestController
@Tag(name = "Cases")
class OfficialStepController {

    private final TakeStep steps;
    private final Conditions conditions;
    private final Actors actors;

    OfficialStepController(TakeStep steps, Conditions conditions, Actors actors) {
        this.steps = steps;
        this.conditions = conditions;
        this.actors = actors;
    }

    /** Whether a case is taken on; why not must be said. */
    record AcceptanceRequest(
            @NotNull Boolean accepted,

            @NotNull @Schema(maxLength = 2000) @OwnWords(max = 2000)
            String reason) {}

    /** To which department a dispute about the platform's own matters goes. */
    record ForwardingRequest(
            @NotBlank @Pattern(regexp = "[A-Z][A-Z0-9_]{1,59}", message = "is not a department's code")
            String department,

            @NotNull @Schema(maxLength = 2000) @OwnWords(max = 2000)
            String reason) {}

    /** Why a step is taken. */
    record ReasonRequest(
            @NotNull @Schema(maxLength = 2000) @OwnWords(max = 2000)
            String reason) {}

    /**
     * More time.
     *
     * @param until the last day wanted; absent for the longest that the law allows
     */
    record MoreTimeRequest(
            @Nullable LocalDate until,

            @NotNull @Schema(maxLength = 2000) @OwnWords(max = 2000)
            String reason) {}

    /**
     * A decision, always with reasons and basis.
     *
     * @param refersTo an earlier case that already answered the same
     */
    record DecisionRequest(
            @NotNull Outcome outcome,

            @NotNull @Schema(maxLength = 4000) @OwnWords(max = 4000)
            String reason,

            @NotNull @Schema(maxLength = 500) @OwnWords(max = 500)
            String basis,

            @Nullable UUID refersTo) {

        Verdict toVerdict() {
            return new Verdict(outcome, reason, basis, refersTo);
        }
    }

    /** The second pair of eyes agrees. */
    record ConfirmationRequest(
            @NotNull @Schema(maxLength = 4000) @OwnWords(max = 4000)
            String reason,

            @NotNull @Schema(maxLength = 500) @OwnWords(max = 500)
            String basis) {}

    @Operation(summary = "Take a case on, or say why not")
    @StepRefusals
    @PreAuthorize("hasAnyAuthority('officer', 'reviewer')")
    @PostMapping("/v1/cases/{id}/acceptance")
    ResponseEntity<CaseView> accept(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody AcceptanceRequest request,
            Caller caller) {
        var event = request.accepted() ? CaseEvent.ACCEPTED : CaseEvent.NOT_ACCEPTED;
        return steps.take(id, actors.of(caller), ifMatch, _ -> Move.of(event, request.reason()));
    }

    @Operation(summary = "Hand a dispute on to the department whose matter it is")
    @StepRefusals
    @PreAuthorize("hasAnyAuthority('officer', 'reviewer')")
    @PostMapping("/v1/cases/{id}/forwarding")
    ResponseEntity<CaseView> forward(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody ForwardingRequest request,
            Caller caller) {
        return steps.take(
                id,
                actors.of(caller),
                ifMatch,
                _ -> new Move(CaseEvent.FORWARDED, request.reason(), null, null, request.department()));
    }

    @Operation(summary = "Ask the person for missing papers, once")
    @StepRefusals
    @PreAuthorize("hasAnyAuthority('officer', 'reviewer')")
    @PostMapping("/v1/cases/{id}/information-request")
    ResponseEntity<CaseView> requestInformation(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody ReasonRequest request,
            Caller caller) {
        return steps.take(
                id, actors.of(caller), ifMatch, _ -> Move.of(CaseEvent.INFORMATION_REQUESTED, request.reason()));
    }

    @Operation(summary = "Take more time, once, with reasons")
    @StepRefusals
    @PreAuthorize("hasAnyAuthority('officer', 'reviewer')")
    @PostMapping("/v1/cases/{id}/extension")
    ResponseEntity<CaseView> extend(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody MoreTimeRequest request,
            Caller caller) {
        return steps.take(
                id,
                actors.of(caller),
                ifMatch,
                _ -> new Move(CaseEvent.EXTENDED, request.reason(), null, request.until(), null));
    }

    @Operation(summary = "Decide, in writing, with reasons and basis; an erasure needs a second official")
    @StepRefusals
    @PreAuthorize("hasAnyAuthority('officer', 'reviewer')")
    @PostMapping("/v1/cases/{id}/decision")
    ResponseEntity<CaseView> decide(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody DecisionRequest request,
            Caller caller) {
        return steps.take(id, actors.of(caller), ifMatch, file -> move(file, request));
    }

    private Move move(CaseFile file, DecisionRequest request) {
        var event = Verdicts.event(file.kind(), request.outcome())
                .orElseThrow(() -> Problem.unprocessable(
                                "outcome-unsuitable", "A " + file.kind() + " is not decided like this.")
                        .at("/outcome", "is no outcome of a " + file.kind())
                        .refusal());
        conditions.check(file, request.outcome());
        return event == CaseEvent.ERASURE_PROPOSED
                ? Move.of(event, request.reason() + " (" + request.basis() + ")")
                : Move.deciding(event, request.toVerdict());
    }

    @Operation(summary = "Agree, as somebody else than who proposed it, that the record has to go")
    @StepRefusals
    @PreAuthorize("hasAnyAuthority('officer', 'reviewer')")
    @PostMapping("/v1/cases/{id}/confirmation")
    ResponseEntity<CaseView> confirm(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody ConfirmationRequest request,
            Caller caller) {
        var verdict = new Verdict(Outcome.ERASED, request.reason(), request.basis(), null);
        return steps.take(id, actors.of(caller), ifMatch, _ -> Move.deciding(CaseEvent.ERASURE_CONFIRMED, verdict));
    }

    @Operation(summary = "Propose to undo a repair that was got by a false promise; the person is heard first")
    @StepRefusals
    @PreAuthorize("hasAnyAuthority('officer', 'reviewer')")
    @PostMapping("/v1/cases/{id}/undo-proposal")
    ResponseEntity<CaseView> proposeUndo(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody ReasonRequest request,
            Caller caller) {
        return steps.take(id, actors.of(caller), ifMatch, _ -> Move.of(CaseEvent.UNDO_PROPOSED, request.reason()));
    }
}
