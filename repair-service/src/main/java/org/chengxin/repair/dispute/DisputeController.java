package org.chengxin.repair.dispute;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.etag.ETags;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.repair.dispute.OpenDispute.Objection;
import org.chengxin.repair.dispute.OpenDispute.Outcome.AlreadyOpen;
import org.chengxin.repair.dispute.OpenDispute.Outcome.Ended;
import org.chengxin.repair.dispute.OpenDispute.Outcome.NoSuchRecord;
import org.chengxin.repair.dispute.OpenDispute.Outcome.Opened;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** POST /v1/disputes: a person against a field or the whole of one of their records. */
@RestController
@Tag(name = "Disputes", description = "A person says that a record of theirs is wrong")
class DisputeController {

    private final OpenDispute openDispute;
    private final Clock clock;

    DisputeController(OpenDispute openDispute, Clock clock) {
        this.openDispute = openDispute;
        this.clock = clock;
    }

    /**
     * A dispute as filed; texts are free of U+0000, which no PostgreSQL text can hold.
     *
     * @param field JSON pointer (RFC 6901) into the record; null or empty for the whole record
     */
    record DisputeRequest(
            @NotNull UUID recordId,

            @Nullable @Size(max = 200) @Pattern(regexp = "(/([^~/\\x00]|~[01])*)*", message = "is not a JSON pointer")
            String field,

            @NotNull Grounds grounds,

            @NotBlank @Size(max = 2000) @Pattern(regexp = "[^\\x00]*", message = "contains U+0000")
            String explanation) {

        Objection toObjection() {
            return new Objection(recordId, field == null || field.isEmpty() ? null : field, grounds, explanation);
        }
    }

    /** What a person gets back: the case, and by when it is answered. */
    record DisputeView(
            UUID caseId,
            Dispute.State state,
            LocalDate dueOn,
            UUID recordId,
            long recordVersion,
            @Nullable String field,
            Grounds grounds,
            ClockView clock) {

        static DisputeView of(Dispute dispute, LocalDate today) {
            return new DisputeView(
                    dispute.id(),
                    dispute.state(),
                    dispute.clock().dueOn(),
                    dispute.recordId(),
                    dispute.recordVersion(),
                    dispute.field(),
                    dispute.grounds(),
                    ClockView.of(dispute, today));
        }
    }

    @Operation(summary = "Dispute one of my records, or a field of it")
    @ApiResponse(responseCode = "201", description = "The clock runs; the record is marked everywhere")
    @ApiResponse(
            responseCode = "404",
            description = "`record-not-found`: also for the record of somebody else",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "409",
            description = "`record-ended` with `reason`, or `dispute-already-open`",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "422",
            description = "`fields-invalid`",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    @PreAuthorize("hasAuthority('citizen')")
    @PostMapping("/v1/disputes")
    ResponseEntity<DisputeView> open(@Valid @RequestBody DisputeRequest request, Caller caller) {
        return switch (openDispute.open(caller.requireSubject(), request.toObjection())) {
            case Opened(var dispute) ->
                ResponseEntity.created(URI.create("/v1/cases/" + dispute.id()))
                        .eTag(ETags.of(dispute.version()))
                        .body(DisputeView.of(dispute, LocalDate.now(clock)));
            case NoSuchRecord() ->
                throw Problem.notFound("record-not-found", "You have no record with this id.")
                        .refusal();
            case Ended(var state) ->
                throw Problem.conflict(
                                "record-ended",
                                "The record is " + state
                                        + ": it is no longer shown, shared or used, so nothing is left to dispute.")
                        .with("reason", state)
                        .refusal();
            case AlreadyOpen() ->
                throw Problem.conflict(
                                "dispute-already-open",
                                "A dispute about this field of the record is open; see GET /v1/cases.")
                        .refusal();
        };
    }
}
