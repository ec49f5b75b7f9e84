package org.chengxin.sharing.concealments;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.sharing.concealments.Concealments.Concealment;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** /v1/queries/concealments: two officers of a whitelisted authority, a clause of law, a last day. */
@RestController
@RequestMapping("/v1/queries/concealments")
@PreAuthorize("hasAuthority('officer')")
class ConcealmentController {

    /** Longer nobody may be kept from knowing; a design decision. */
    private static final int MOST_DAYS = 183;

    private final Concealments concealments;
    private final Clock clock;
    private final Set<String> whitelist;

    ConcealmentController(
            Concealments concealments, Clock clock, @Value("${chengxin.sharing.may-conceal}") Set<String> whitelist) {
        this.concealments = concealments;
        this.clock = clock;
        this.whitelist = Set.copyOf(whitelist);
    }

    @PostMapping(produces = "application/json")
    @Operation(
            summary = "Propose that the looks of one matter be shown to the person only later",
            description = "Holds nothing back until another officer of the department approves. Each look is reviewed,"
                    + " counted publicly, and shown from the day `until` on. 403 `concealment-not-allowed`;"
                    + " 422 `concealment-period-invalid`, `fields-invalid`.")
    public ResponseEntity<?> propose(@Valid @RequestBody Proposal proposal, Caller caller) {
        String department = caller.requireDepartment();
        if (!whitelist.contains(department)) {
            return notAllowed();
        }
        var today = LocalDate.now(clock);
        if (!proposal.until().isAfter(today) || proposal.until().isAfter(today.plusDays(MOST_DAYS))) {
            return Problem.unprocessable("concealment-period-invalid", "It ends within half a year.")
                    .at("/until", "is over or more than half a year away")
                    .answer();
        }
        var proposed = new Concealment(
                UUID.randomUUID(),
                department,
                proposal.matterNumber().strip(),
                proposal.clause().strip(),
                proposal.until(),
                caller.name(),
                null);
        concealments.add(proposed, clock.instant());
        return ResponseEntity.status(201).body(proposed);
    }

    @PostMapping(path = "/{concealmentId}/approval", produces = "application/json")
    @Operation(
            summary = "Approve it as another officer of the same department",
            description = "403 `concealment-not-allowed`, `four-eyes`; 404 `concealment-not-found`;"
                    + " 409 `concealment-approved`.")
    public ResponseEntity<?> approve(@PathVariable UUID concealmentId, Caller caller) {
        String department = caller.requireDepartment();
        if (!whitelist.contains(department)) {
            return notAllowed();
        }
        var found = concealments
                .find(concealmentId)
                .filter(one -> one.department().equals(department))
                .orElse(null);
        if (found == null) {
            return Problem.notFound("concealment-not-found", "Your department has no concealment with this id.")
                    .answer();
        }
        if (found.proposedBy().equals(caller.name())) {
            return Problem.forbidden("four-eyes", "You proposed it; another officer approves it.")
                    .answer();
        }
        return concealments.approve(concealmentId, caller.name(), clock.instant())
                ? ResponseEntity.ok(concealments.find(concealmentId).orElseThrow())
                : Problem.conflict("concealment-approved", "It has been approved already.")
                        .answer();
    }

    private static ResponseEntity<Problem> notAllowed() {
        return Problem.forbidden("concealment-not-allowed", "No law lets this department look unseen.")
                .answer();
    }

    /** What is to be held back, for how long, under which clause. */
    record Proposal(
            @NotBlank @Size(max = 64) String matterNumber,
            @NotBlank @Size(max = 200) String clause,
            @NotNull LocalDate until) {}
}
