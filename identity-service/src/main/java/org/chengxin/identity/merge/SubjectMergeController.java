package org.chengxin.identity.merge;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.util.UUID;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.problem.Problem;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** POST /v1/subject-merges and the steps that follow. */
@RestController
@Tag(name = "Merges", description = "Two subjects that are one person")
class SubjectMergeController {

    private final MergeSubjects mergeSubjects;

    SubjectMergeController(MergeSubjects mergeSubjects) {
        this.mergeSubjects = mergeSubjects;
    }

    /** Two subjects that are one person. */
    record MergeRequest(
            @Schema(description = "The subject that will stand for both") @NotNull
            UUID survivorId,

            @NotNull UUID mergedId,
            @NotNull SubjectMerge.Reason reason,

            @Schema(description = "File number of the authority's answer", example = "2026-PSB-000123")
            @NotBlank
            @Pattern(regexp = "[A-Za-z0-9/_-]{1,64}")
            String authorityReference) {}

    /** Yes or no of the second reviewer. */
    record MergeDecision(@NotNull Boolean approved) {}

    /** Why the two are two persons after all. */
    record ReversalRequest(@NotNull SubjectMerge.ReversalReason reason) {}

    /** A merge and how far it is. */
    record MergeView(
            UUID mergeId,
            UUID survivorId,
            UUID mergedId,
            SubjectMerge.Reason reason,
            @Schema(example = "2026-PSB-000123") String authorityReference,
            SubjectMerge.State state) {

        static MergeView of(SubjectMerge merge) {
            return new MergeView(
                    merge.id(),
                    merge.survivorId(),
                    merge.mergedId(),
                    merge.reason(),
                    merge.authorityReference(),
                    merge.state());
        }
    }

    @PostMapping(path = "/v1/subject-merges", consumes = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('reviewer')")
    @Operation(
            summary = "Propose that two subjects are one person",
            description = "Nothing changes until another reviewer approves.")
    @ApiResponse(
            responseCode = "201",
            description = "Proposed",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = MergeView.class)))
    @MergeRefusals
    ResponseEntity<?> propose(@Valid @RequestBody MergeRequest request, Caller caller) {
        var decision = mergeSubjects.propose(
                request.survivorId(),
                request.mergedId(),
                request.reason(),
                request.authorityReference(),
                caller.name());
        return decision instanceof Decision.Taken(var merge)
                ? ResponseEntity.created(URI.create("/v1/subject-merges/" + merge.id()))
                        .body(MergeView.of(merge))
                : answer(decision);
    }

    @GetMapping("/v1/subject-merges/{id}")
    @PreAuthorize("hasAuthority('reviewer')")
    @Operation(summary = "A merge and how far it is")
    @ApiResponse(
            responseCode = "200",
            description = "The merge",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = MergeView.class)))
    @MergeRefusals
    ResponseEntity<?> show(@PathVariable UUID id) {
        return answer(mergeSubjects.find(id).<Decision>map(Decision.Taken::new).orElseGet(Decision.NoSuchMerge::new));
    }

    @PostMapping(path = "/v1/subject-merges/{id}/approval", consumes = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('reviewer')")
    @Operation(
            summary = "Approve or refuse a proposed merge, as another reviewer",
            description = "Once approved, every answer about the merged subject names the survivor, in all services.")
    @ApiResponse(
            responseCode = "200",
            description = "Decided",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = MergeView.class)))
    @MergeRefusals
    ResponseEntity<?> decide(@PathVariable UUID id, @Valid @RequestBody MergeDecision request, Caller caller) {
        return answer(mergeSubjects.decide(id, request.approved(), caller.name()));
    }

    @PostMapping(path = "/v1/subject-merges/{id}/reversal", consumes = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('reviewer')")
    @Operation(summary = "Propose to undo a merge")
    @ApiResponse(
            responseCode = "200",
            description = "Proposed",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = MergeView.class)))
    @MergeRefusals
    ResponseEntity<?> proposeReversal(
            @PathVariable UUID id, @Valid @RequestBody ReversalRequest request, Caller caller) {
        return answer(mergeSubjects.proposeReversal(id, request.reason(), caller.name()));
    }

    @PostMapping("/v1/subject-merges/{id}/reversal/approval")
    @PreAuthorize("hasAuthority('reviewer')")
    @Operation(
            summary = "Undo a merge, as another reviewer",
            description = "Both subjects are as they were, with what came for each by its own documents meanwhile.")
    @ApiResponse(
            responseCode = "200",
            description = "Undone",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = MergeView.class)))
    @MergeRefusals
    ResponseEntity<?> reverse(@PathVariable UUID id, Caller caller) {
        return answer(mergeSubjects.reverse(id, caller.name()));
    }

    private static ResponseEntity<?> answer(Decision decision) {
        return switch (decision) {
            case Decision.Taken(var merge) -> ResponseEntity.ok(MergeView.of(merge));
            case Decision.NoSuchMerge() ->
                Problem.notFound("merge-not-found", "There is no merge with this id.")
                        .answer();
            case Decision.NoTwoPersons() ->
                Problem.unprocessable("subject-not-found", "The two ids are not those of two subjects.")
                        .answer();
            case Decision.WrongStep(var state) ->
                Problem.conflict("merge-state", "The merge is at another step.")
                        .with("state", state.name())
                        .answer();
            case Decision.SameReviewer() ->
                Problem.forbidden("four-eyes", "You proposed it; another reviewer decides.")
                        .answer();
            case Decision.AlreadyMerged() ->
                Problem.conflict(
                                "merge-chain",
                                "One of the two is part of another merge. Name the survivor of that merge, or have it undone first.")
                        .answer();
        };
    }
}
