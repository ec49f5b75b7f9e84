package org.chengxin.sharing.access;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.page.Cursors;
import org.chengxin.chassis.page.Page;
import org.chengxin.chassis.page.PageRequest;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.sharing.access.AccessLog.Position;
import org.chengxin.sharing.ledger.AccessLedger;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** GET /v1/me/access-log: who looked at what of me, when and why. */
@RestController
@RequestMapping("/v1/me/access-log")
class AccessLogController {

    private final AccessLog accessLog;
    private final Cursors cursors;
    private final Clock clock;

    AccessLogController(AccessLog accessLog, Cursors cursors, Clock clock) {
        this.accessLog = accessLog;
        this.cursors = cursors;
        this.clock = clock;
    }

    @GetMapping(produces = "application/json")
    @Operation(
            summary = "Who looked at my data, when, why and with which result; newest first",
            parameters = {
                @Parameter(
                        in = ParameterIn.QUERY,
                        name = "limit",
                        schema = @Schema(type = "integer"),
                        description = "1 to 200, 50 unless told"),
                @Parameter(
                        in = ParameterIn.QUERY,
                        name = "cursor",
                        schema = @Schema(type = "string"),
                        description = "The `nextCursor` of the page before")
            })
    @PreAuthorize("hasAuthority('citizen')")
    public Page<EntryView> mine(PageRequest page, Caller caller) {
        var before = cursors.read(page, Position.class).orElse(null);
        var views =
                accessLog
                        .newestFirst(caller.requireSubject(), LocalDate.now(clock), before, page.limitPlusOne())
                        .stream()
                        .map(EntryView::of)
                        .toList();
        return cursors.page(views, page, view -> new Position(view.at(), view.accessId()));
    }

    @GetMapping(path = "/{accessId}/proof", produces = "application/json")
    @Operation(
            summary = "Prove that an entry is in the signed log of all accesses",
            description =
                    "The words that were hashed, the place of the entry, the hashes that lead to the root (RFC 6962)"
                            + " and the signed checkpoint with that root. 404 `proof-not-found`: no entry of yours, or a few"
                            + " seconds too early.")
    @PreAuthorize("hasAuthority('citizen')")
    public AccessLedger.Proof proof(@PathVariable UUID accessId, Caller caller) {
        return accessLog
                .proof(caller.requireSubject(), LocalDate.now(clock), accessId)
                .orElseThrow(() -> Problem.notFound(
                                "proof-not-found", "You have no entry with this id and a place in the log.")
                        .refusal());
    }

    /** An entry as the person reads it. */
    record EntryView(
            UUID accessId,
            Instant at,
            String organisation,
            String service,
            String purpose,
            @Nullable String matterNumber,
            @Nullable String legalBasis,
            AccessEntry.Outcome outcome,
            List<String> recordTypes,
            @Nullable String staffNumber,
            @Nullable UUID consentId,
            @Nullable String breakGlass) {

        static EntryView of(AccessEntry entry) {
            return new EntryView(
                    entry.accessId(),
                    entry.at(),
                    entry.organisation(),
                    entry.service(),
                    entry.purpose(),
                    entry.matterNumber(),
                    entry.legalBasis(),
                    entry.outcome(),
                    entry.recordTypes(),
                    entry.staffNumber(),
                    entry.consentId(),
                    entry.breakGlass());
        }
    }
}
