package org.chengxin.sharing.corrections;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.page.Cursors;
import org.chengxin.chassis.page.Page;
import org.chengxin.chassis.page.PageRequest;
import org.chengxin.sharing.corrections.Correction.State;
import org.chengxin.sharing.corrections.CorrectionLists.OfPerson;
import org.chengxin.sharing.corrections.CorrectionLists.Overdue;
import org.chengxin.sharing.corrections.Corrections.Done;
import org.chengxin.sharing.corrections.Corrections.Position;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Corrections on their way: to receivers, for the person, and for those who watch over it (D-8). */
@RestController
class CorrectionController {

    private final Corrections corrections;
    private final CorrectionLists lists;
    private final Cursors cursors;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CorrectionController(
            Corrections corrections,
            CorrectionLists lists,
            Cursors cursors,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.corrections = corrections;
        this.lists = lists;
        this.cursors = cursors;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @GetMapping(path = "/v1/queries/corrections", produces = "application/json")
    @PreAuthorize("hasAnyAuthority('department', 'prefecture', 'national', 'agency', 'region')")
    @Operation(
            summary = "What changed of the records that I was given, and that I have not confirmed",
            description = "`UPSERT`: ask again before using the record. `STOP_USE`: stop display, sharing, use and"
                    + " measures at once. Carries no content. Reading it counts as being told. With `source`: another"
                    + " region, which holds the record, has told us.",
            parameters = {
                @Parameter(in = ParameterIn.QUERY, name = "limit", schema = @Schema(type = "integer")),
                @Parameter(in = ParameterIn.QUERY, name = "cursor", schema = @Schema(type = "string"))
            })
    public Page<CorrectionView> told(PageRequest page, Caller caller) {
        var after = cursors.read(page, Position.class).orElse(null);
        var open = corrections.tell(caller.name(), after, page.limitPlusOne(), clock.instant());
        var cut = cursors.page(open, page, last -> new Position(last.position(), last.recordId()));
        return new Page<>(cut.items().stream().map(this::view).toList(), cut.nextCursor());
    }

    @PostMapping(path = "/v1/queries/corrections/confirmations", produces = "application/json")
    @PreAuthorize("hasAnyAuthority('department', 'prefecture', 'national', 'agency', 'region')")
    @Operation(
            summary = "Confirm that corrections have been carried out",
            description = "Names the version that was carried out; a later change stays open and is in `open`.")
    public ConfirmedView confirm(@Valid @RequestBody Confirmations request, Caller caller) {
        var open = transaction.execute(_ -> request.items().stream()
                .filter(item -> !corrections.confirmed(caller.name(), item.toDone(), clock.instant()))
                .map(Confirmation::recordId)
                .toList());
        return new ConfirmedView(request.items().size() - open.size(), open);
    }

    @GetMapping(path = "/v1/me/access-log/corrections", produces = "application/json")
    @PreAuthorize("hasAuthority('citizen')")
    @Operation(
            summary = "Who must learn, or has learned, that a record about me changed or ended",
            parameters = {
                @Parameter(in = ParameterIn.QUERY, name = "limit", schema = @Schema(type = "integer")),
                @Parameter(in = ParameterIn.QUERY, name = "cursor", schema = @Schema(type = "string"))
            })
    public Page<CorrectionView> mine(PageRequest page, Caller caller) {
        var before = cursors.read(page, OfPerson.class).orElse(null);
        var found = lists.ofPerson(caller.requireSubject(), LocalDate.now(clock), before, page.limitPlusOne());
        var cut = cursors.page(found, page, last -> new OfPerson(last.position(), last.receiver()));
        return new Page<>(cut.items().stream().map(this::view).toList(), cut.nextCursor());
    }

    @GetMapping(path = "/v1/access-reviews/overdue-corrections", produces = "application/json")
    @PreAuthorize("hasAuthority('auditor')")
    @Operation(
            summary = "Corrections that receivers have not confirmed in time, the oldest first; no persons",
            parameters = {
                @Parameter(in = ParameterIn.QUERY, name = "limit", schema = @Schema(type = "integer")),
                @Parameter(in = ParameterIn.QUERY, name = "cursor", schema = @Schema(type = "string"))
            })
    public Page<CorrectionView> overdue(PageRequest page) {
        var after = cursors.read(page, Overdue.class).orElse(null);
        var found = lists.overdue(LocalDate.now(clock), after, page.limitPlusOne());
        var cut = cursors.page(found, page, last -> new Overdue(last.dueOn(), last.receiver(), last.recordId()));
        return new Page<>(cut.items().stream().map(this::view).toList(), cut.nextCursor());
    }

    private CorrectionView view(Correction correction) {
        return new CorrectionView(
                correction.recordId(),
                correction.receiver(),
                correction.version(),
                correction.op(),
                correction.reason(),
                correction.on(LocalDate.now(clock)),
                correction.changedAt(),
                correction.dueOn(),
                correction.queryId(),
                correction.matterNumber(),
                correction.sentAt(),
                correction.confirmedAt(),
                correction.source());
    }

    /** A correction as all who may see it see it. */
    record CorrectionView(
            UUID recordId,
            String receiver,
            long version,
            String op,
            @Nullable String reason,
            State state,
            Instant changedAt,
            LocalDate dueOn,
            @Nullable UUID queryId,
            @Nullable String matterNumber,
            @Nullable Instant sentAt,
            @Nullable Instant confirmedAt,

            @Schema(description = "The region that was asked and holds the record; null when it is held here") @Nullable
            String source) {}

    /** What was carried out. */
    record Confirmations(@NotEmpty @Size(max = 1000) List<@NotNull @Valid Confirmation> items) {}

    /** One record as it was carried out. */
    record Confirmation(
            @NotNull UUID recordId,
            long version,

            @Schema(description = "As in the correction, of a record that another region holds", example = "510000")
            @Pattern(regexp = "[0-9]{6}")
            @Nullable
            String source,

            @Schema(description = "As in the correction: tells two corrections of one version apart") @Nullable
            Instant changedAt) {

        Done toDone() {
            return new Done(recordId, version, source, changedAt);
        }
    }

    /** How many were confirmed, and which still wait. */
    record ConfirmedView(int confirmed, List<UUID> open) {}
}
