package org.chengxin.identity.resolution;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.idempotency.Reading;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.identity.access.AccessPurpose;
import org.chengxin.identity.realname.RealNameEntries;
import org.chengxin.identity.realname.RealNameEntry;
import org.chengxin.identity.registry.SubjectProfile;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** GET /v1/subjects/{id} and POST /v1/subjects/reveal: who a person is, for those who may know, and never unseen. */
@RestController
@Tag(name = "Subjects")
class SubjectController {

    private static final int MOST_SUBJECTS = 1000;

    private final RevealSubjects revealSubjects;
    private final RealNameEntries realNames;

    SubjectController(RevealSubjects revealSubjects, RealNameEntries realNames) {
        this.revealSubjects = revealSubjects;
        this.realNames = realNames;
    }

    /** A name as it may be shown. */
    record MaskedName(@Schema(example = "测**") String masked) {}

    /** A document as it may be shown. */
    record MaskedDocument(
            String type,
            @Schema(example = "5301**********0019") String masked) {}

    /** Real-name registration in one field. */
    record RealNameView(
            @Schema(example = "TELECOM") String field,
            boolean verified,
            @Schema(example = "PROV_STATE_TAX") String verifier,
            LocalDate date,
            @Schema(example = "PUBLIC_AUTHORITY") String method) {

        static RealNameView of(RealNameEntry entry) {
            return new RealNameView(
                    entry.field(),
                    entry.verified(),
                    entry.verifier(),
                    entry.enteredOn(),
                    entry.method().name());
        }
    }

    /** A person, masked. */
    record SubjectView(
            UUID subjectId,

            @Schema(allowableValues = {"VERIFIED", "UNVERIFIED", "MISMATCH"})
            String verification,

            MaskedName name,
            List<MaskedDocument> documents,
            List<RealNameView> realNameFields,
            Instant registeredAt) {}

    /** For whom, for what and about whom numbers and names are asked. */
    record RevealRequest(
            @Schema(description = "A purpose of the platform's list", example = "ADMINISTRATIVE_PERMIT")
            @NotNull
            @Pattern(regexp = "[A-Z][A-Z_]{1,39}")
            String purpose,

            @Schema(example = "2026-KM-0001") @Nullable @Size(max = 100)
            String matterNumber,

            @Schema(
                    description = "Who will see the data; the person reads it in their access log",
                    example = "prefecture-530100")
            @NotBlank
            @Size(max = 100)
            String receiver,

            @Schema(
                    description =
                            "Of a bulk pull that the caller enters into the log itself: all persons are announced together,"
                                    + " and whoever keeps the log finds them under the pull")
            @Nullable
            UUID pullId,

            @NotEmpty @ArraySchema(maxItems = MOST_SUBJECTS) List<@NotNull UUID> subjectIds) {}

    /** A document in clear. */
    record DocumentInClear(
            @Schema(example = "RESIDENT_ID") String type,
            @Schema(example = "530199199001010019") String number) {

        /** Without the number: this may stand in an error or a log. */
        @Override
        public String toString() {
            return "DocumentInClear[" + type + "]";
        }
    }

    /** A person in clear: the first document and the name. */
    record RevealedView(
            UUID subjectId,
            DocumentInClear document,
            @Schema(example = "测试甲") String name) {

        /** Without the name: this may stand in an error or a log. */
        @Override
        public String toString() {
            return "RevealedView[" + subjectId + "]";
        }
    }

    /** The persons in the order of the ids, unknown ids left out. */
    record RevealView(List<RevealedView> items) {}

    @GetMapping("/v1/subjects/{id}")
    @PreAuthorize("hasAnyAuthority('department','prefecture','officer')")
    @Operation(
            summary = "Show a person, masked",
            description = "Every look is announced to the person's access log before it is answered.")
    @ApiResponse(
            responseCode = "200",
            description = "The person",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = SubjectView.class)))
    @ApiResponse(
            responseCode = "404",
            description = "`subject-not-found`",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    ResponseEntity<?> show(
            @PathVariable UUID id,
            @Parameter(description = "Why the person is looked at; SUPERVISION when it is not said")
                    @RequestParam(defaultValue = "SUPERVISION")
                    AccessPurpose purpose,
            Caller caller) {
        return revealSubjects
                .show(id, caller.name(), purpose.name())
                .<ResponseEntity<?>>map(profile -> ResponseEntity.ok(view(profile)))
                .orElseGet(() -> Problem.notFound("subject-not-found", "There is no person with this id.")
                        .answer());
    }

    @Reading
    @PostMapping(path = "/v1/subjects/reveal", consumes = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('service')")
    @Operation(
            summary = "Numbers and names of persons, for services whose receiver may have them",
            description =
                    "Each person is announced to the access log, with receiver and purpose, in the transaction of the answer;"
                            + " those of a bulk pull in one announcement.")
    @ApiResponse(
            responseCode = "200",
            description = "The persons that exist, in the order of the ids",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = RevealView.class)))
    @ApiResponse(
            responseCode = "413",
            description = "`batch-too-large`: more than 1,000 persons",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "422",
            description = "`fields-invalid`",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    ResponseEntity<?> reveal(@Valid @RequestBody RevealRequest request) {
        if (request.subjectIds().size() > MOST_SUBJECTS) {
            return Problem.tooLarge(
                            "batch-too-large", "At most 1,000 persons at once; ask for the rest in another request.")
                    .with("mostItems", MOST_SUBJECTS)
                    .answer();
        }
        var pullId = request.pullId();
        var profiles = pullId == null
                ? revealSubjects.reveal(
                        request.subjectIds(), request.receiver(), request.purpose(), request.matterNumber())
                : revealSubjects.revealInBulk(request.subjectIds(), request.receiver(), request.purpose(), pullId);
        return ResponseEntity.ok(
                new RevealView(profiles.stream().map(SubjectController::inClear).toList()));
    }

    private SubjectView view(SubjectProfile profile) {
        var subject = profile.subject();
        return new SubjectView(
                subject.id(),
                subject.verification().shown(),
                new MaskedName(subject.name().masked()),
                profile.documents().stream()
                        .map(document -> new MaskedDocument(document.type().name(), document.masked()))
                        .toList(),
                realNames.of(subject.id()).stream().map(RealNameView::of).toList(),
                profile.registeredAt());
    }

    private static RevealedView inClear(SubjectProfile profile) {
        var document = profile.documents().getFirst();
        return new RevealedView(
                profile.subject().id(),
                new DocumentInClear(document.type().name(), document.number()),
                profile.subject().name().asGiven());
    }
}
