package org.chengxin.incentive.entitlement;

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
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.idempotency.Reading;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.incentive.entitlement.CheckEntitlement.Checked;
import org.chengxin.incentive.entitlement.CheckEntitlement.Question;
import org.chengxin.incentive.entitlement.Entitlement.Granted;
import org.chengxin.incentive.entitlement.Subjects.Resolution.DocumentInvalid;
import org.chengxin.incentive.entitlement.Subjects.Resolution.Known;
import org.chengxin.incentive.entitlement.Subjects.Resolution.Mismatch;
import org.chengxin.incentive.entitlement.Subjects.Resolution.Unknown;
import org.chengxin.incentive.measures.Measure.Incentive;
import org.chengxin.incentive.measures.Measures;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** POST /v1/entitlement-checks: yes or no with the reason, without the file. */
@RestController
@Tag(name = "Entitlements", description = "Who is entitled to what good, with the reason and without the file")
class EntitlementController {

    private final Measures measures;
    private final Subjects subjects;
    private final CheckEntitlement checkEntitlement;

    EntitlementController(Measures measures, Subjects subjects, CheckEntitlement checkEntitlement) {
        this.measures = measures;
        this.subjects = subjects;
        this.checkEntitlement = checkEntitlement;
    }

    /**
     * A check as asked for.
     *
     * @param regulatedParty whether the asking authority declares that the person is a regulated party in this matter;
     *     no unless said
     * @param purpose the usual one of the measure unless said
     */
    record CheckRequest(
            @NotNull @Valid SubjectRequest subject,
            @NotBlank @Size(max = 64) String measure,

            @NotBlank @Size(max = 100) @Pattern(regexp = "[^\\x00]*", message = "contains U+0000")
            String matterNumber,

            @Nullable Boolean regulatedParty,
            @Nullable Purpose purpose) {}

    /** Who it is about. */
    record SubjectRequest(
            @NotNull DocumentType documentType,
            @NotBlank @Size(max = 64) String documentNumber,
            @NotBlank @Size(max = 200) String name) {

        /** Neither number nor name may reach a log. */
        @Override
        public String toString() {
            return "SubjectRequest[documentType=" + documentType + "]";
        }
    }

    /**
     * The answer.
     *
     * @param checkId the same id as in the person's access log
     */
    record CheckView(UUID checkId, boolean entitled, List<Reason> reasons, Instant asOf) {

        static CheckView of(Checked checked) {
            return new CheckView(
                    checked.checkId(),
                    checked.entitlement() instanceof Granted,
                    checked.entitlement().reasons(),
                    checked.asOf());
        }
    }

    @Operation(
            summary = "Is this person entitled to this incentive in this matter",
            description = "Every answer, yes or no, stands in the person's access log. regulatedParty is the asking"
                    + " authority's declaration; without it only good standing counts. Nobody is registered by it.")
    @ApiResponse(responseCode = "200", description = "Yes or no, with the rules")
    @ApiResponse(
            responseCode = "422",
            description = "`measure-unknown`, `measure-not-checkable`, `subject-unknown`, `subject-mismatch`,"
                    + " `document-invalid` or `fields-invalid`",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "503",
            description = "`identity-service-unavailable`; nothing was looked at, try again",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    @PreAuthorize("hasAnyAuthority('department', 'prefecture')")
    @Reading
    @PostMapping("/v1/entitlement-checks")
    CheckView check(@Valid @RequestBody CheckRequest request, Caller caller) {
        var question = question(request, caller);
        var subject = request.subject();
        return switch (subjects.resolve(subject.documentType(), subject.documentNumber(), subject.name())) {
            case Known(var subjectId) -> CheckView.of(checkEntitlement.check(subjectId, question));
            case DocumentInvalid(var reason) -> throw documentInvalid(reason).refusal();
            case Unknown() ->
                throw Problem.unprocessable(
                                "subject-unknown",
                                "Nobody is registered under this document; register the person, then ask again.")
                        .at("/subject/documentNumber", "is not registered")
                        .refusal();
            case Mismatch() ->
                throw Problem.unprocessable("subject-mismatch", "Number and name do not belong together; check both.")
                        .at("/subject/name", "does not belong to the number")
                        .refusal();
        };
    }

    private Question question(CheckRequest request, Caller caller) {
        var incentive = measures.find(request.measure())
                .filter(Incentive.class::isInstance)
                .map(Incentive.class::cast)
                .orElseThrow(() -> Problem.unprocessable(
                                "measure-unknown", "No incentive has this code; see GET /v1/measures?kind=INCENTIVE.")
                        .at("/measure", "is not the code of an incentive")
                        .refusal());
        var purpose = request.purpose() == null ? Purpose.usualFor(incentive.criterion()) : request.purpose();
        return switch (incentive.criterion()) {
            case GOOD_STANDING, GOOD_STANDING_OR_ADVERSE_FREE ->
                new Question(
                        caller.name(),
                        incentive,
                        request.matterNumber(),
                        purpose,
                        Boolean.TRUE.equals(request.regulatedParty()));
            case PROOF_BY_PERSON, CONSENT_OF_PERSON ->
                throw Problem.unprocessable(
                                "measure-not-checkable",
                                "Only the person can show or consent to this; no authority checks it for them.")
                        .at("/measure", "is for the person alone to show")
                        .refusal();
        };
    }

    private static Problem documentInvalid(@Nullable String reason) {
        var problem = Problem.unprocessable("document-invalid", "The document number is not valid; check it.")
                .at("/subject/documentNumber", "is not a valid number of this kind of document");
        return reason == null ? problem : problem.with("reason", reason);
    }
}
