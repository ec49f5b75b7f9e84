package org.chengxin.repair.dispute;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.etag.ETags;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.chassis.text.OwnWords;
import org.chengxin.repair.cases.CaseFile;
import org.chengxin.repair.cases.CaseState;
import org.chengxin.repair.cases.Matter;
import org.chengxin.repair.dispute.OpenDispute.Objection;
import org.chengxin.repair.dispute.OpenDispute.Outcome.AlreadyOpen;
import org.chengxin.repair.dispute.OpenDispute.Outcome.Ended;
import org.chengxin.repair.dispute.OpenDispute.Outcome.NoSuchRecord;
import org.chengxin.repair.dispute.OpenDispute.Outcome.Opened;
import org.chengxin.repair.subjects.Actors;
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
    private final Actors actors;

    DisputeController(OpenDispute openDispute, Actors actors) {
        this.openDispute = openDispute;
        this.actors = actors;
    }

    /**
     * A dispute as filed, against a record, a measure or an entry of the access log; texts are free of U+0000, which no
     * PostgreSQL text can hold.
     *
     * @param field JSON pointer (RFC 6901) into the record; null or empty for the whole record
     */
    record DisputeRequest(
            @Nullable UUID recordId,

            @Nullable UUID measureId,

            @Nullable UUID accessId,

            @Nullable @Size(max = 200) @Pattern(regexp = "(/([^~/\\x00]|~[01])*)*", message = "is not a JSON pointer")
            String field,

            @NotNull Matter.Grounds grounds,

            @NotNull @Schema(maxLength = 2000) @OwnWords(max = 2000)
            String explanation) {

        /** @throws org.chengxin.chassis.problem.Refusal unless exactly one thing is disputed */
        Objection toObjection() {
            if (Stream.of(recordId, measureId, accessId)
                            .filter(Objects::nonNull)
                            .count()
                    != 1) {
                throw Problem.unprocessable(
                                "fields-invalid", "Some fields are missing or wrong; each is named in errors.")
                        .at("/recordId", "name exactly one of recordId, measureId and accessId")
                        .refusal();
            }
            if (recordId != null) {
                var part = field == null || field.isEmpty() ? null : field;
                return new Objection(Matter.About.RECORD, recordId, part, grounds, explanation);
            }
            return measureId == null
                    ? new Objection(
                            Matter.About.ACCESS_ENTRY, Objects.requireNonNull(accessId), null, grounds, explanation)
                    : new Objection(Matter.About.MEASURE, measureId, null, grounds, explanation);
        }
    }

    /** What a person gets back: the case, and by when it is answered. */
    record DisputeView(
            UUID caseId,
            CaseState state,
            @Nullable LocalDate dueOn,
            @Nullable UUID recordId,
            long recordVersion,
            @Nullable String field,
            Matter.Grounds grounds) {

        static DisputeView of(CaseFile file, Matter.Objection objection) {
            return new DisputeView(
                    file.id(),
                    file.state(),
                    file.dueOn(),
                    file.recordId(),
                    file.recordVersion(),
                    objection.field(),
                    objection.grounds());
        }
    }

    @Operation(summary = "Dispute one of my records or a field of it, a measure, or an entry of my access log")
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
        return switch (openDispute.open(actors.person(caller), request.toObjection())) {
            case Opened(var file) ->
                ResponseEntity.created(URI.create("/v1/cases/" + file.id()))
                        .eTag(ETags.of(file.version()))
                        .body(DisputeView.of(file, (Matter.Objection) file.matter()));
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
