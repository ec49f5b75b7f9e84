package org.chengxin.record.intake;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.page.Cursors;
import org.chengxin.chassis.page.Page;
import org.chengxin.chassis.page.PageRequest;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.record.ledger.Provider;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The refused events of a department: to list, to read, to mend and to try again. */
@RestController
@RequestMapping("/v1/intake/rejections")
@PreAuthorize("hasAuthority('department')")
class RejectionController {

    private final Rejections rejections;
    private final RetryRejection retryRejection;
    private final Cursors cursors;

    RejectionController(Rejections rejections, RetryRejection retryRejection, Cursors cursors) {
        this.rejections = rejections;
        this.retryRejection = retryRejection;
        this.cursors = cursors;
    }

    /** Newest first, without their content. */
    @GetMapping
    Page<Rejections.Rejection> list(PageRequest page, Caller caller) {
        var provider = Provider.require(caller);
        var rows = rejections.rejections(
                provider.code(), cursors.read(page, UUID.class).orElse(null), page.limitPlusOne());
        return cursors.page(rows, page, Rejections.Rejection::id);
    }

    /**
     * What was sent, to whom sent it; a week long, and never what may not be held at all.
     *
     * @param data the data of the event, where they can be read
     * @param bytes what was sent as it came, in Base64, where they cannot
     */
    @Schema(name = "RejectionContent")
    record RejectionContent(
            UUID id,
            @Nullable String type,
            @Schema(implementation = Object.class) @Nullable Object data,
            byte @Nullable [] bytes) {}

    @GetMapping(path = "/{id}/content", produces = "application/json")
    @Operation(operationId = "readRejectionContent")
    ResponseEntity<RejectionContent> read(@PathVariable UUID id, Caller caller) {
        var refused = rejections
                .refusal(Provider.require(caller).code(), id)
                .orElseThrow(() -> RetryRejection.unknown().refusal());
        var content = refused.content();
        if (content == null) {
            throw Problem.notFound(
                            "content-not-kept",
                            "What was sent is not kept, or not any more; it stands in your own system.")
                    .refusal();
        }
        var readable =
                !refused.type().isEmpty() && StrictJson.read(content) instanceof StrictJson.Reading.Read(var data)
                        ? data
                        : null;
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new RejectionContent(id, refused.type(), readable, readable == null ? content : null));
    }

    /**
     * Judges the event again: as it was, for example after the catalogue was corrected, or mended, with the mended event or
     * its data as the body. The answer is here, not on the topic.
     */
    @PostMapping("/{id}/retry")
    @Operation(
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            description = "absent to try what was sent",
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    SubmissionController.SubmissionShape.class))))
    ResponseEntity<?> retry(@PathVariable UUID id, InputStream body, Caller caller) throws IOException {
        var bytes = RequestBodies.bytes(body);
        var tried = retryRejection.retry(
                Provider.require(caller), id, bytes.length == 0 ? null : RequestBodies.json(bytes));
        var statement = tried.statement();
        return switch (tried.outcome()) {
            case Outcome.Rejected(var problem) -> problem.answer();
            case Outcome.Waiting _ -> SubmissionController.waiting();
            case Outcome.Accepted _, Outcome.Duplicate _, Outcome.Superseded _ ->
                ResponseEntity.ok(new Retried(
                        Receipt.type(tried.outcome()),
                        Receipt.of(id.toString(), statement.sourceRecordId(), statement.revision(), tried.outcome())));
        };
    }

    /** What became of it this time. */
    record Retried(String type, Receipt data) {}
}
