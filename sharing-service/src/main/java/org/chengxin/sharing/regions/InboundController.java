package org.chengxin.sharing.regions;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.sharing.persons.NamedDocument;
import org.chengxin.sharing.regions.TakeInbound.NotOurs;
import org.chengxin.sharing.regions.TakeInbound.Outcome;
import org.chengxin.sharing.regions.TakeInbound.Referred;
import org.chengxin.sharing.regions.TakeInbound.Refused;
import org.chengxin.sharing.regions.TakeInbound.Superseded;
import org.chengxin.sharing.regions.TakeInbound.Taken;
import org.chengxin.sharing.regions.TakeInbound.Told;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** POST /v1/inbound/records: what other regions hold of our people. */
@RestController
class InboundController {

    private final TakeInbound takeInbound;

    InboundController(TakeInbound takeInbound) {
        this.takeInbound = takeInbound;
    }

    @PostMapping(path = "/v1/inbound/records", produces = "application/json")
    @PreAuthorize("hasAnyAuthority('national', 'region', 'agency')")
    @Operation(
            summary = "Tell what another region holds of our people",
            description = "Without `record`: a reference, and queries will ask that region. With `record`: the record"
                    + " itself, final and within five years. A region speaks for itself, the national platform for any."
                    + " Each item has its own outcome; problems: `subject-not-ours`, `inbound-not-allowed` (with"
                    + " `flaw`). 403 `inbound-refused` (with `rule`) to credit bureaus and other private bodies,"
                    + " `region-mismatch`.")
    public ResponseEntity<?> take(@Valid @RequestBody InboundRequest request, Caller caller) {
        if (caller.is("agency")) {
            // disclosure-channels.csv: CREDIT_BUREAU and FINANCIAL_DATABASE are OUT only.
            return Problem.forbidden(
                            "inbound-refused", "From private bodies nothing comes in; the channel is outbound only.")
                    .with("rule", "征信业管理条例 Art. 13; disclosure-channels.csv: OUT")
                    .answer();
        }
        boolean foreign = caller.is("region")
                && !request.items().stream().allMatch(item -> item.region().equals(caller.division()));
        if (foreign) {
            return Problem.forbidden("region-mismatch", "A region speaks for itself alone.")
                    .answer();
        }
        var outcomes = takeInbound.take(
                request.items().stream().map(InboundItem::toTold).toList());
        var views = new ArrayList<OutcomeView>(outcomes.size());
        for (int i = 0; i < outcomes.size(); i++) {
            views.add(view(request.items().get(i).ref(), outcomes.get(i)));
        }
        return ResponseEntity.ok(new InboundView(views));
    }

    private static OutcomeView view(@Nullable String ref, Outcome outcome) {
        return switch (outcome) {
            case Referred() -> new OutcomeView(ref, "REFERRED", null, null);
            case Taken(var recordId) -> new OutcomeView(ref, "TAKEN", recordId, null);
            case Superseded() -> new OutcomeView(ref, "SUPERSEDED", null, null);
            case NotOurs() ->
                new OutcomeView(
                        ref,
                        "REFUSED",
                        null,
                        Problem.unprocessable(
                                "subject-not-ours", "Nobody with this document and name is registered here."));
            case Refused(var flaw) ->
                new OutcomeView(
                        ref,
                        "REFUSED",
                        null,
                        Problem.unprocessable("inbound-not-allowed", "The record may not come in as it is.")
                                .with("flaw", flaw.name()));
        };
    }

    /** Up to a thousand things that regions tell. */
    record InboundRequest(@NotEmpty @Size(max = 1000) List<@NotNull @Valid InboundItem> items) {}

    /** A reference, or a record. */
    record InboundItem(
            @Size(max = 100) @Nullable String ref,
            @NotNull @Valid InboundSubject subject,

            @Schema(description = "GB/T 2260 code of the region that holds it", example = "510000")
            @Pattern(regexp = "[0-9]{6}")
            @NotNull
            String region,

            @Schema(description = "Of a reference: whether the region still holds records; true unless told") @Nullable
            Boolean holds,

            @Size(max = 100) @Nullable String sourceRecordId,
            @PositiveOrZero @Nullable Long revision,
            @Valid @Nullable InboundRecord record) {

        Told toTold() {
            return new Told(
                    new NamedDocument(subject.documentType(), subject.documentNumber(), subject.name()),
                    region,
                    holds == null || holds,
                    sourceRecordId,
                    revision == null ? 1 : revision,
                    record == null ? null : record.toInbound());
        }

        /** Without content, so that no log line can carry it. */
        @Override
        public String toString() {
            return "InboundItem[…]";
        }
    }

    /** The person. */
    record InboundSubject(
            @NotBlank @Size(max = 32) String documentType,
            @NotBlank @Size(max = 32) String documentNumber,
            @NotBlank @Size(max = 100) String name) {

        /** Without content, so that no log line can carry it. */
        @Override
        public String toString() {
            return "InboundSubject[…]";
        }
    }

    /** The record as its region holds it. */
    record InboundRecord(
            @NotBlank @Size(max = 80) String recordType,
            @NotNull LocalDate decidedOn,
            @NotNull LocalDate finalOn,
            @NotNull LocalDate displayUntil,

            @Schema(description = "IN_FORCE, SUSPENDED, REPAIRED or WITHDRAWN") @NotBlank @Size(max = 20)
            String standing,

            @Nullable Boolean disputed,
            @NotNull Map<String, Object> fields) {

        Inbound toInbound() {
            return new Inbound(
                    recordType, decidedOn, finalOn, displayUntil, standing, Boolean.TRUE.equals(disputed), fields);
        }
    }

    /** What became of each, in order. */
    record InboundView(List<OutcomeView> items) {}

    /** What became of one. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OutcomeView(
            @Nullable String ref,
            String outcome,
            @Nullable UUID recordId,
            @Nullable Problem problem) {}
}
