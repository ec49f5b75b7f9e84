package org.chengxin.repair.desk;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.UUID;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.etag.ETags;
import org.chengxin.chassis.text.OwnWords;
import org.chengxin.repair.cases.CaseEvent;
import org.chengxin.repair.cases.MoveCase.Move;
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

/** What the person, or who acts for them, does in a case. */
@RestController
@Tag(name = "Cases")
class PersonStepController {

    private final TakeStep steps;
    private final ReviewAnswer reviewAnswer;
    private final Actors actors;

    PersonStepController(TakeStep steps, ReviewAnswer reviewAnswer, Actors actors) {
        this.steps = steps;
        this.reviewAnswer = reviewAnswer;
        this.actors = actors;
    }

    /** What the person says. */
    record WordsRequest(
            @NotNull @Schema(maxLength = 2000) @OwnWords(max = 2000)
            String explanation) {}

    @Operation(summary = "Take my case back")
    @StepRefusals
    @PreAuthorize("hasAuthority('citizen')")
    @PostMapping("/v1/cases/{id}/withdrawal")
    ResponseEntity<CaseView> withdraw(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        return steps.take(
                id, actors.person(caller), ifMatch, _ -> Move.of(CaseEvent.WITHDRAWN, "The person took it back."));
    }

    @Operation(summary = "Say what was asked for")
    @StepRefusals
    @PreAuthorize("hasAuthority('citizen')")
    @PostMapping("/v1/cases/{id}/information")
    ResponseEntity<CaseView> supply(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody WordsRequest request,
            Caller caller) {
        return steps.take(
                id,
                actors.person(caller),
                ifMatch,
                _ -> Move.of(CaseEvent.INFORMATION_SUPPLIED, request.explanation()));
    }

    @Operation(summary = "Be heard before a repair of mine is undone")
    @StepRefusals
    @PreAuthorize("hasAuthority('citizen')")
    @PostMapping("/v1/cases/{id}/hearing")
    ResponseEntity<CaseView> hear(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody WordsRequest request,
            Caller caller) {
        return steps.take(id, actors.person(caller), ifMatch, _ -> Move.of(CaseEvent.HEARD, request.explanation()));
    }

    @Operation(summary = "Ask the reviewer to look at the answer to my dispute again; answers the new case")
    @StepRefusals
    @PreAuthorize("hasAuthority('citizen')")
    @PostMapping("/v1/cases/{id}/escalation")
    ResponseEntity<CaseView> escalate(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody WordsRequest request,
            Caller caller) {
        var review = reviewAnswer.review(id, actors.person(caller), ifMatch, request.explanation());
        return ResponseEntity.created(URI.create("/v1/cases/" + review.id()))
                .eTag(ETags.of(review.version()))
                .body(steps.shown(review).getBody());
    }
}
