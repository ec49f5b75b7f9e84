package org.chengxin.sharing.agreements;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.page.Cursors;
import org.chengxin.chassis.page.Page;
import org.chengxin.chassis.page.PageRequest;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.sharing.agreements.AgreeOnSharing.Flawed;
import org.chengxin.sharing.agreements.AgreeOnSharing.NoSuchAgreement;
import org.chengxin.sharing.agreements.AgreeOnSharing.NotNow;
import org.chengxin.sharing.agreements.AgreeOnSharing.Outcome;
import org.chengxin.sharing.agreements.AgreeOnSharing.ReplacedAlready;
import org.chengxin.sharing.agreements.AgreeOnSharing.SamePerson;
import org.chengxin.sharing.agreements.AgreeOnSharing.Stands;
import org.chengxin.sharing.agreements.Agreements.Position;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** /v1/agreements: proposed by one keeper of the catalogue, approved by another. */
@RestController
@RequestMapping("/v1/agreements")
class AgreementController {

    private final Agreements agreements;
    private final AgreeOnSharing agreeOnSharing;
    private final Cursors cursors;

    AgreementController(Agreements agreements, AgreeOnSharing agreeOnSharing, Cursors cursors) {
        this.agreements = agreements;
        this.agreeOnSharing = agreeOnSharing;
        this.cursors = cursors;
    }

    @PostMapping(produces = "application/json")
    @PreAuthorize("hasAuthority('catalog-admin')")
    @Operation(
            summary = "Propose an agreement, or a new version of one",
            description = "It opens nothing until another keeper approves it. With `replaces` it is the next version"
                    + " of that agreement and ends it on approval. 409 `agreement-replaced-already`;"
                    + " 422 `agreement-terms-invalid`, `fields-invalid`.")
    public ResponseEntity<?> propose(@Valid @RequestBody Proposal proposal, Caller caller) {
        return answer(agreeOnSharing.propose(proposal.toTerms(), proposal.replaces(), caller.name()), 201);
    }

    @GetMapping(path = "/{agreementId}", produces = "application/json")
    @PreAuthorize("hasAnyAuthority('catalog-admin', 'auditor')")
    @Operation(summary = "Read one version of an agreement", description = "404 `agreement-not-found`.")
    public ResponseEntity<?> one(@PathVariable UUID agreementId) {
        return answer(agreements.find(agreementId).<Outcome>map(Stands::new).orElseGet(NoSuchAgreement::new), 200);
    }

    @PostMapping(path = "/{agreementId}/approval", produces = "application/json")
    @PreAuthorize("hasAuthority('catalog-admin')")
    @Operation(
            summary = "Approve a proposal of another keeper",
            description = "403 `four-eyes`, 404 `agreement-not-found`, 409 `agreement-state`.")
    public ResponseEntity<?> approve(@PathVariable UUID agreementId, Caller caller) {
        return answer(agreeOnSharing.approve(agreementId, caller.name()), 200);
    }

    @PostMapping(path = "/{agreementId}/rejection", produces = "application/json")
    @PreAuthorize("hasAuthority('catalog-admin')")
    @Operation(summary = "Reject a proposal", description = "404 `agreement-not-found`, 409 `agreement-state`.")
    public ResponseEntity<?> reject(@PathVariable UUID agreementId, Caller caller) {
        return answer(agreeOnSharing.reject(agreementId, caller.name()), 200);
    }

    @PostMapping(path = "/{agreementId}/end", produces = "application/json")
    @PreAuthorize("hasAuthority('catalog-admin')")
    @Operation(
            summary = "End an agreement at once",
            description = "The next question, and the next page of a running export, finds it ended."
                    + " 404 `agreement-not-found`, 409 `agreement-state`.")
    public ResponseEntity<?> end(@PathVariable UUID agreementId, Caller caller) {
        return answer(agreeOnSharing.end(agreementId, caller.name()), 200);
    }

    private static ResponseEntity<?> answer(Outcome outcome, int status) {
        return switch (outcome) {
            case Stands(var agreement) -> ResponseEntity.status(status).body(AgreementView.of(agreement));
            case Flawed(var flaw) ->
                Problem.unprocessable(
                                "agreement-terms-invalid", "These terms may not be agreed on; mend the field named.")
                        .at(flaw.pointer(), flaw.wrong())
                        .answer();
            case NoSuchAgreement() ->
                Problem.notFound("agreement-not-found", "There is no agreement with this id.")
                        .answer();
            case SamePerson() ->
                Problem.forbidden("four-eyes", "You proposed it; another keeper of the catalogue approves it.")
                        .answer();
            case NotNow(var now) ->
                Problem.conflict("agreement-state", "The agreement is not in the state that this needs.")
                        .with("status", now.name())
                        .answer();
            case ReplacedAlready() ->
                Problem.conflict(
                                "agreement-replaced-already",
                                "A version of this agreement was proposed at this moment; look at it first.")
                        .answer();
        };
    }

    /** What is to be agreed on. */
    record Proposal(
            @Nullable UUID replaces,

            @Schema(example = "prefecture-530100") @NotBlank @Size(max = 80)
            String receiver,

            @Schema(description = "Null opens queries") @Size(max = 80) @Nullable
            String feed,

            @NotEmpty List<@NotNull Purpose> purposes,
            @NotBlank @Size(max = 400) String legalBasis,
            Agreement.@NotNull Identity identity,

            @Schema(description = "Divisions, or * for the whole province") @NotEmpty @Size(max = 200)
            List<@NotBlank String> regions,

            @NotEmpty @Size(max = 200) List<@NotNull @Valid GrantRequest> grants,
            @NotNull LocalDate validFrom,

            @Schema(description = "The first day on which it no longer holds; at most five years after the beginning")
            @NotNull
            LocalDate validUntil,

            @Min(1) @Nullable Integer dailyQuota,

            @Schema(description = "Where the impact assessment made before the sharing is kept (B-2)")
            @NotBlank
            @Size(max = 200)
            String impactAssessment) {

        Terms toTerms() {
            return new Terms(
                    receiver,
                    feed,
                    purposes,
                    legalBasis,
                    identity,
                    regions,
                    grants.stream()
                            .map(grant -> new Agreement.Grant(grant.recordType(), grant.fields()))
                            .toList(),
                    validFrom,
                    validUntil,
                    dailyQuota,
                    impactAssessment);
        }
    }

    /** Facts of one record type; {@code *} stands for every other type, and for every fact. */
    record GrantRequest(
            @NotBlank @Size(max = 80) String recordType,
            @NotNull @Size(max = 100) List<@NotBlank @Size(max = 80) String> fields) {}

    @GetMapping(produces = "application/json")
    @Operation(
            summary = "List who may get which records, for which purpose, on which legal basis, until when",
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
    @PreAuthorize("hasAnyAuthority('catalog-admin', 'auditor')")
    public Page<AgreementView> list(PageRequest page) {
        var after = cursors.read(page, Position.class).orElse(null);
        var views = agreements.all(after, page.limitPlusOne()).stream()
                .map(AgreementView::of)
                .toList();
        return cursors.page(views, page, view -> new Position(view.receiver(), view.agreementId()));
    }

    /** An agreement as the catalogue's keepers and the auditors see it. */
    record AgreementView(
            UUID agreementId,
            UUID seriesId,
            int version,
            @Nullable UUID replaces,
            String receiver,
            @Nullable String feed,
            List<Purpose> purposes,
            String legalBasis,
            Agreement.Identity identity,
            List<String> regions,
            List<Agreement.Grant> grants,
            Agreement.Status status,
            LocalDate validFrom,
            LocalDate validUntil,
            @Nullable Integer dailyQuota,
            @Nullable String impactAssessment,
            String proposedBy,
            @Nullable String decidedBy,
            Instant concludedAt) {

        static AgreementView of(Agreement agreement) {
            return new AgreementView(
                    agreement.agreementId(),
                    agreement.seriesId(),
                    agreement.version(),
                    agreement.replaces(),
                    agreement.receiver(),
                    agreement.feed(),
                    agreement.purposes(),
                    agreement.legalBasis(),
                    agreement.identity(),
                    agreement.regions(),
                    agreement.grants(),
                    agreement.status(),
                    agreement.validFrom(),
                    agreement.validUntil(),
                    agreement.dailyQuota(),
                    agreement.impactAssessment(),
                    agreement.proposedBy(),
                    agreement.decidedBy(),
                    agreement.concludedAt());
        }
    }
}
