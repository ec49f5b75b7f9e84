package org.chengxin.repair.subjects;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.page.Cursors;
import org.chengxin.chassis.page.Page;
import org.chengxin.chassis.page.PageRequest;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.chassis.problem.Refusal;
import org.chengxin.chassis.text.OwnWords;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** /v1/delegations: agents, guardians, heirs. */
@RestController
@Tag(name = "Delegations", description = "Who acts for whom: agent, guardian, heir")
class DelegationController {

    private final Delegations delegations;
    private final Subjects subjects;
    private final Cursors cursors;
    private final Clock clock;

    DelegationController(Delegations delegations, Subjects subjects, Cursors cursors, Clock clock) {
        this.delegations = delegations;
        this.subjects = subjects;
        this.cursors = cursors;
        this.clock = clock;
    }

    /** Where a page ends. */
    record Position(Instant askedAt, UUID id) {}

    /**
     * Who acts for whom.
     *
     * @param otherId for AGENT the agent whom I authorise; for GUARDIAN and HEIR the person for whom I act
     */
    record DelegationRequest(
            Delegation.@NotNull Ground ground,

            @NotNull UUID otherId,

            @NotNull LocalDate validUntil,

            @NotNull @Schema(maxLength = 1000) @OwnWords(max = 1000)
            String reason) {}

    /** Whether it is granted. */
    record DelegationDecision(@NotNull Boolean granted) {}

    /** A delegation as it is shown. */
    record DelegationView(
            UUID delegationId,
            Delegation.Ground ground,
            UUID principalId,
            UUID agentId,
            LocalDate validUntil,
            Delegation.State state,
            String reason,
            Instant askedAt) {

        static DelegationView of(Delegation delegation) {
            return new DelegationView(
                    delegation.id(),
                    delegation.ground(),
                    delegation.principalId(),
                    delegation.agentId(),
                    delegation.validUntil(),
                    delegation.state(),
                    delegation.reason(),
                    delegation.askedAt());
        }
    }

    @Operation(summary = "Authorise an agent, at once; or ask to act as guardian or heir, which a reviewer grants")
    @ApiResponse(responseCode = "201", description = "It holds, or waits for a reviewer")
    @ApiResponse(
            responseCode = "409",
            description = "`not-deceased`: only the dead have heirs",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "422",
            description = "`fields-invalid`",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    @PreAuthorize("hasAuthority('citizen')")
    @PostMapping("/v1/delegations")
    ResponseEntity<DelegationView> ask(@Valid @RequestBody DelegationRequest request, Caller caller) {
        var self = caller.requireSubject();
        if (request.validUntil().isBefore(LocalDate.now(clock))
                || request.otherId().equals(self)) {
            throw Problem.unprocessable("fields-invalid", "Some fields are missing or wrong; each is named in errors.")
                    .at("/validUntil", "is not past, and nobody acts for themselves")
                    .refusal();
        }
        if (request.ground() == Delegation.Ground.HEIR && !subjects.hasDied(request.otherId())) {
            throw Problem.conflict("not-deceased", "No death is recorded of this person; heirs act for the dead.")
                    .refusal();
        }
        boolean mine = request.ground() == Delegation.Ground.AGENT;
        var delegation = new Delegation(
                UUID.randomUUID(),
                request.ground(),
                mine ? self : request.otherId(),
                mine ? request.otherId() : self,
                request.validUntil(),
                mine ? Delegation.State.ACTIVE : Delegation.State.ASKED,
                request.reason(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                1);
        delegations.add(delegation);
        return ResponseEntity.created(URI.create("/v1/delegations/" + delegation.id()))
                .body(DelegationView.of(delegation));
    }

    @Operation(summary = "Mine; a reviewer's are those that wait")
    @Parameter(in = ParameterIn.QUERY, name = "limit", schema = @Schema(type = "integer", defaultValue = "50"))
    @Parameter(in = ParameterIn.QUERY, name = "cursor", schema = @Schema(type = "string"))
    @PreAuthorize("hasAnyAuthority('citizen', 'reviewer')")
    @GetMapping("/v1/delegations")
    Page<DelegationView> list(PageRequest page, Caller caller) {
        var after = cursors.read(page, Position.class).orElse(new Position(Instant.EPOCH, new UUID(0, 0)));
        var rows = delegations
                .page(
                        caller.is("reviewer") ? null : subjects.everyIdOf(Set.of(caller.requireSubject())),
                        after.askedAt(),
                        after.id(),
                        page.limitPlusOne())
                .stream()
                .map(DelegationView::of)
                .toList();
        return cursors.page(rows, page, line -> new Position(line.askedAt(), line.delegationId()));
    }

    @Operation(summary = "Grant or refuse that somebody acts as guardian or heir")
    @ApiResponse(responseCode = "200", description = "Decided")
    @ApiResponse(
            responseCode = "403",
            description = "`own-case`",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "404",
            description = "`delegation-not-found`",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "409",
            description = "`delegation-closed`",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    @PreAuthorize("hasAuthority('reviewer')")
    @PostMapping("/v1/delegations/{id}/decision")
    DelegationView decide(@PathVariable UUID id, @Valid @RequestBody DelegationDecision decision, Caller caller) {
        var delegation = delegations.find(id).orElseThrow(DelegationController::notFound);
        if (delegation.agentId().equals(caller.subjectId())
                || delegation.principalId().equals(caller.subjectId())) {
            throw Problem.forbidden("own-case", "Nobody decides about themselves; leave it to another.")
                    .refusal();
        }
        return move(delegation, decision.granted() ? Delegation.State.ACTIVE : Delegation.State.REFUSED, caller);
    }

    @Operation(summary = "End it, as either side, at any time")
    @ApiResponse(responseCode = "200", description = "It holds no longer")
    @ApiResponse(
            responseCode = "404",
            description = "`delegation-not-found`",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "409",
            description = "`delegation-closed`",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    @PreAuthorize("hasAuthority('citizen')")
    @PostMapping("/v1/delegations/{id}/revocation")
    DelegationView revoke(@PathVariable UUID id, Caller caller) {
        var own = subjects.everyIdOf(Set.of(caller.requireSubject()));
        var delegation = delegations
                .find(id)
                .filter(found -> own.contains(found.agentId()) || own.contains(found.principalId()))
                .orElseThrow(DelegationController::notFound);
        return move(delegation, Delegation.State.REVOKED, caller);
    }

    private DelegationView move(Delegation delegation, Delegation.State to, Caller caller) {
        if (!delegation.state().mayBecome(to)
                || !delegations.move(delegation.become(to), caller.name(), clock.instant())) {
            throw Problem.conflict("delegation-closed", "It is not what it was when you looked; read it again.")
                    .refusal();
        }
        return DelegationView.of(delegation.become(to));
    }

    private static Refusal notFound() {
        return Problem.notFound("delegation-not-found", "There is no delegation with this id that you may see.")
                .refusal();
    }
}
