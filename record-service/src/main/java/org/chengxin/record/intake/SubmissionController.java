package org.chengxin.record.intake;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.record.ledger.CreditRecord;
import org.chengxin.record.ledger.Ledger;
import org.chengxin.record.ledger.Provider;
import org.chengxin.record.lifecycle.RecordState;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Departments without Kafka, and prefectures, hand records in one by one: same rules, same outcome as the topics. */
@RestController
@RequestMapping("/v1/records")
@PreAuthorize("hasAnyAuthority('department', 'prefecture')")
class SubmissionController {

    private final IntakeDoor door;
    private final HandIn handIn;
    private final Ledger ledger;
    private final Clock clock;

    SubmissionController(IntakeDoor door, HandIn handIn, Ledger ledger, Clock clock) {
        this.door = door;
        this.handIn = handIn;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** What a provider hands in: the {@code data} of an intake event. */
    @Schema(name = "RecordSubmission")
    record SubmissionShape(
            String sourceRecordId,
            int revision,
            String recordType,
            SubjectShape subject,
            String division,
            LocalDate occurredOn,
            LocalDate decidedOn,
            LocalDate effectiveOn,
            String decisionNumber,
            @Nullable LocalDate noticeServedOn,
            @Schema(name = "final") @Nullable FinalShape finality,
            List<String> legalBasis,
            Map<String, Object> facts) {}

    /** The person as the source names them. */
    @Schema(name = "RecordSubject")
    record SubjectShape(String documentType, String documentNumber, String name) {}

    /** Since when the determination is final, and why. */
    @Schema(name = "RecordFinality")
    record FinalShape(LocalDate on, Finality.Basis basis) {}

    /** What a withdrawal says; without a revision it means the one that is known. */
    @Schema(name = "RecordWithdrawal")
    record WithdrawalShape(@Nullable Integer revision) {}

    /** A record after it was handed in. */
    @Schema(name = "RecordReceived")
    record Received(UUID recordId, RecordState state, LocalDate displayUntil, int version) {}

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = SubmissionShape.class))))
    ResponseEntity<?> submit(InputStream body, Caller caller) throws IOException {
        var provider = Provider.require(caller);
        return answer(now(provider, door.read(provider, IntakeDoor.REPORTED, RequestBodies.json(body))));
    }

    /** The whole new content under a higher revision. */
    @PostMapping(path = "/{id}/amendments", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = SubmissionShape.class))))
    ResponseEntity<?> amend(@PathVariable UUID id, InputStream body, Caller caller) throws IOException {
        var provider = Provider.require(caller);
        var data = RequestBodies.json(body);
        var record = own(provider, id);
        var other = data.path("sourceRecordId");
        if (!other.isString() || !other.stringValue().equals(record.sourceRecordId())) {
            return Defect.problem(List.of(Defect.at(
                            Ground.FIELDS_INVALID,
                            "/sourceRecordId",
                            "must be the one that this record was handed in with")))
                    .answer();
        }
        return answer(now(provider, door.read(provider, IntakeDoor.AMENDED, data)));
    }

    /** The decision was revoked. */
    @PostMapping("/{id}/withdrawal")
    ResponseEntity<?> withdraw(
            @PathVariable UUID id, @RequestBody(required = false) @Nullable WithdrawalShape body, Caller caller) {
        var provider = Provider.require(caller);
        var record = own(provider, id);
        var revision = body == null || body.revision() == null ? record.revision() : body.revision();
        return answer(now(provider, new Statement.Withdrawal(record.sourceRecordId(), revision)));
    }

    private Outcome now(Provider provider, Statement statement) {
        return handIn.now(List.of(new Clerk.Item(provider, statement))).getFirst();
    }

    /** Somebody else's record answers like a missing one: the reply must not reveal that it exists. */
    private CreditRecord own(Provider provider, UUID id) {
        return ledger.find(id)
                .filter(found -> found.provider().equals(provider.code()))
                .orElseThrow(() -> Problem.notFound("record-not-found", "You have no record with this id.")
                        .refusal());
    }

    private ResponseEntity<?> answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted(var record, var created)
            when record == null -> ResponseEntity.noContent().build();
            case Outcome.Accepted(var record, var created) ->
                created
                        ? ResponseEntity.created(URI.create("/v1/records/" + record.id()))
                                .body(received(record))
                        : ResponseEntity.ok(received(record));
            case Outcome.Duplicate(var recordId) ->
                ledger.find(recordId)
                        .<ResponseEntity<?>>map(record -> ResponseEntity.ok(received(record)))
                        .orElseGet(() -> ResponseEntity.noContent().build());
            case Outcome.Superseded(var recordId) -> superseded(recordId).answer();
            case Outcome.Rejected(var problem) -> problem.answer();
            case Outcome.Waiting() -> waiting();
        };
    }

    static ResponseEntity<?> waiting() {
        return ResponseEntity.status(Ground.AUTHORITY_UNAVAILABLE.status())
                .header(HttpHeaders.RETRY_AFTER, "30")
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Defect.problem(List.of(Defect.of(Ground.AUTHORITY_UNAVAILABLE, "/subject"))));
    }

    static Problem superseded(@Nullable UUID recordId) {
        var problem = Problem.conflict(
                        "revision-superseded",
                        "A higher revision, or the withdrawal, is known already; nothing was changed.")
                .at("/revision", "is lower than the one that is known");
        return recordId == null ? problem : problem.with("recordId", recordId);
    }

    private Received received(CreditRecord record) {
        return new Received(
                record.id(),
                record.stateOn(LocalDate.now(clock)),
                record.decision().dates().displayUntil(),
                record.version());
    }
}
