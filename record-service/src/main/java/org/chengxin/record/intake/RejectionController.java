package org.chengxin.record.intake;

import java.util.List;
import java.util.UUID;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.page.Cursors;
import org.chengxin.chassis.page.Page;
import org.chengxin.chassis.page.PageRequest;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.record.ledger.Provider;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The refused events of a department, without their content: to understand, to mend at the source, to try again. */
@RestController
@RequestMapping("/v1/intake/rejections")
@PreAuthorize("hasAuthority('department')")
class RejectionController {

    private final IntakeBook book;
    private final IntakeDoor door;
    private final HandIn handIn;
    private final Cursors cursors;
    private final JsonMapper json;

    RejectionController(IntakeBook book, IntakeDoor door, HandIn handIn, Cursors cursors, JsonMapper json) {
        this.book = book;
        this.door = door;
        this.handIn = handIn;
        this.cursors = cursors;
        this.json = json;
    }

    /** Newest first. */
    @GetMapping
    Page<IntakeBook.Rejection> list(PageRequest page, Caller caller) {
        var provider = Provider.require(caller);
        var rows =
                book.rejections(provider.code(), cursors.read(page, UUID.class).orElse(null), page.limitPlusOne());
        return cursors.page(rows, page, IntakeBook.Rejection::id);
    }

    /** Judges the event again, for example after the catalogue was corrected; the answer is here, not on the topic. */
    @PostMapping("/{id}/retry")
    ResponseEntity<?> retry(@PathVariable UUID id, Caller caller) {
        var provider = Provider.require(caller);
        var kept = book.kept(provider.code(), id)
                .orElseThrow(() -> Problem.notFound(
                                "rejection-not-found",
                                "You have no rejection with this id whose content is still kept; send the event again.")
                        .refusal());
        var statement = door.read(provider, kept.type(), json.readTree(kept.content()));
        var outcome = handIn.now(List.of(new Clerk.Item(provider, statement))).getFirst();
        return switch (outcome) {
            case Outcome.Rejected(var problem) -> problem.answer();
            case Outcome.Waiting _ ->
                Defect.problem(List.of(Defect.of(Ground.AUTHORITY_UNAVAILABLE, "/subject")))
                        .answer();
            case Outcome.Accepted _, Outcome.Duplicate _, Outcome.Superseded _ -> {
                book.retried(provider.code(), id);
                yield ResponseEntity.ok(new Retried(
                        Receipt.type(outcome),
                        Receipt.of(id.toString(), statement.sourceRecordId(), statement.revision(), outcome)));
            }
        };
    }

    /** What became of it this time. */
    record Retried(String type, Receipt data) {}
}
