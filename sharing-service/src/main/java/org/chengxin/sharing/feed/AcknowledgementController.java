package org.chengxin.sharing.feed;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Clock;
import java.time.LocalDate;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.sharing.corrections.CorrectionLists;
import org.chengxin.sharing.corrections.Corrections;
import org.chengxin.sharing.feed.FeedReceivers.Progress;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** POST /v1/feeds/{feed}/acknowledgements: a receiver says how far it has applied what it was given (R-6, D-8). */
@RestController
class AcknowledgementController {

    private final FeedReceivers receivers;
    private final FeedPages pages;
    private final Corrections corrections;
    private final CorrectionLists correctionLists;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AcknowledgementController(
            FeedReceivers receivers,
            FeedPages pages,
            Corrections corrections,
            CorrectionLists correctionLists,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.receivers = receivers;
        this.pages = pages;
        this.corrections = corrections;
        this.correctionLists = correctionLists;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @PostMapping(path = "/v1/feeds/{feed}/acknowledgements", produces = "application/json")
    @PreAuthorize("hasAnyAuthority('national', 'prefecture')")
    @Operation(
            summary = "Acknowledge that everything up to a position has been applied, stop-use included",
            description = "Saying it twice, or saying less than before, changes nothing."
                    + " 403 `no-agreement`; 422 `position-not-pulled`.")
    public ResponseEntity<?> acknowledge(
            @PathVariable String feed, @Valid @RequestBody Acknowledgement request, Caller caller) {
        String receiver = caller.name();
        if (!pages.open(receiver, feed)) {
            return Problem.forbidden("no-agreement", "No agreement in force opens this feed to this receiver.")
                    .answer();
        }
        boolean pulled = Boolean.TRUE.equals(transaction.execute(_ -> {
            var now = clock.instant();
            if (!receivers.applied(receiver, feed, request.appliedUpTo(), now)) {
                return false;
            }
            corrections.confirmed(receiver, feed, request.appliedUpTo(), now);
            return true;
        }));
        var progress = receivers.of(receiver, feed).orElse(new Progress(0, 0));
        if (!pulled) {
            return Problem.unprocessable(
                            "position-not-pulled", "This position was not given to you yet; pull the changes first.")
                    .at("/appliedUpTo", "lies after what was pulled")
                    .with("pulledUpTo", progress.pulledUpTo())
                    .answer();
        }
        var backlog = correctionLists.backlog(receiver, LocalDate.now(clock));
        return ResponseEntity.ok(new ProgressView(
                progress.appliedUpTo(), progress.pulledUpTo(), pages.head(), backlog.open(), backlog.overdue()));
    }

    /** How far the receiver has come. */
    record Acknowledgement(
            @Schema(description = "The `X-Next-Position` of the last pull that was applied") @PositiveOrZero
            long appliedUpTo) {}

    /** Where the receiver stands now; corrections of single queries are among the open ones. */
    record ProgressView(
            long appliedUpTo, long pulledUpTo, long lastPosition, long openCorrections, long overdueCorrections) {}
}
