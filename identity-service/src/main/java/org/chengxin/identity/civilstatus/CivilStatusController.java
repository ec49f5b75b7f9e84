package org.chengxin.identity.civilstatus;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.identity.document.DocumentReading.Malformed;
import org.chengxin.identity.document.DocumentReading.WellFormed;
import org.chengxin.identity.document.IdentityDocument;
import org.chengxin.identity.registration.DocumentProblems;
import org.chengxin.identity.registry.PersonName;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** POST /v1/subjects/{id}/name-changes, …/documents, …/death. */
@RestController
@Tag(name = "Civil status", description = "Changes that public security reports")
class CivilStatusController {

    /** Keeps the civil status (Resident Identity Card Law 4, 6). */
    private static final String PUBLIC_SECURITY = "PROV_PSB";

    private final ChangeCivilStatus changeCivilStatus;
    private final Clock clock;

    CivilStatusController(ChangeCivilStatus changeCivilStatus, Clock clock) {
        this.changeCivilStatus = changeCivilStatus;
        this.clock = clock;
    }

    /** Another name. */
    record NameChangeRequest(
            @Schema(example = "测试新") @NotBlank @Size(max = PersonName.LONGEST)
            String name) {

        /** Without the name: this may stand in an error or a log. */
        @Override
        public String toString() {
            return "NameChangeRequest[]";
        }
    }

    /** A document as it was typed. */
    record CivilDocument(
            @Schema(example = "FOREIGN_PERMANENT_RESIDENCE") @NotBlank @Size(max = 40)
            String type,

            @Schema(example = "953840190001010016") @NotBlank @Size(max = 64)
            String number) {

        /** Without the number: this may stand in an error or a log. */
        @Override
        public String toString() {
            return "CivilDocument[]";
        }
    }

    /** One more document, or the right number for a wrong one. */
    record DocumentRequest(
            @NotNull @Valid CivilDocument document,

            @Schema(description = "The document whose number was wrong: it ends and finds nobody any more")
            @Valid
            @Nullable
            CivilDocument replaces) {}

    /** A death. */
    record DeathRequest(
            @Schema(example = "2026-11-20") @NotNull LocalDate diedOn) {}

    /** The name as it may be shown. */
    record RenamedView(
            UUID subjectId, @Schema(example = "测**") String maskedName) {}

    /** The document as it may be shown. */
    record AddedView(
            UUID subjectId,
            @Schema(example = "FOREIGN_PERMANENT_RESIDENCE") String type,
            @Schema(example = "9538**********0016") String masked) {}

    /** The day of death. */
    record DeceasedView(UUID subjectId, LocalDate diedOn) {}

    @PostMapping(path = "/v1/subjects/{id}/name-changes", consumes = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('department')")
    @Operation(
            summary = "Record a new name",
            description = "Records about the time before may still carry the old name; both find the person.")
    @ApiResponse(
            responseCode = "200",
            description = "The person bears this name",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = RenamedView.class)))
    @CivilStatusRefusals
    ResponseEntity<?> rename(@PathVariable UUID id, @Valid @RequestBody NameChangeRequest request, Caller caller) {
        requirePublicSecurity(caller);
        return PersonName.of(request.name())
                .<ResponseEntity<?>>map(name -> answer(id, changeCivilStatus.rename(id, name)))
                .orElseGet(
                        () -> Problem.unprocessable("fields-invalid", "Some fields are wrong; each is named in errors.")
                                .at("/name", "is not the name of a person")
                                .answer());
    }

    @PostMapping(path = "/v1/subjects/{id}/documents", consumes = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('department')")
    @Operation(summary = "Record one more document, or correct a number")
    @ApiResponse(
            responseCode = "200",
            description = "The person has this document",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = AddedView.class)))
    @CivilStatusRefusals
    ResponseEntity<?> addDocument(@PathVariable UUID id, @Valid @RequestBody DocumentRequest request, Caller caller) {
        requirePublicSecurity(caller);
        var document = read(request.document(), "/document");
        var replaced = request.replaces() == null ? null : read(request.replaces(), "/replaces");
        return answer(id, changeCivilStatus.addDocument(id, document, replaced));
    }

    @PostMapping(path = "/v1/subjects/{id}/death", consumes = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('department')")
    @Operation(summary = "Record a death", description = "The display of all records of the person ends.")
    @ApiResponse(
            responseCode = "200",
            description = "The day is kept",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = DeceasedView.class)))
    @CivilStatusRefusals
    ResponseEntity<?> recordDeath(@PathVariable UUID id, @Valid @RequestBody DeathRequest request, Caller caller) {
        requirePublicSecurity(caller);
        return answer(id, changeCivilStatus.recordDeath(id, request.diedOn()));
    }

    private static void requirePublicSecurity(Caller caller) {
        if (!PUBLIC_SECURITY.equals(caller.department())) {
            throw Problem.forbidden("not-public-security", "Only public security records changes of the civil status.")
                    .refusal();
        }
    }

    private IdentityDocument read(CivilDocument given, String pointer) {
        return switch (IdentityDocument.read(given.type(), given.number(), LocalDate.now(clock))) {
            case Malformed(var defect) ->
                throw DocumentProblems.documentInvalid(defect, pointer).refusal();
            case WellFormed(var document) -> document;
        };
    }

    private static ResponseEntity<?> answer(UUID id, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Renamed(var name) -> ResponseEntity.ok(new RenamedView(id, name.masked()));
            case Outcome.Added(var document) ->
                ResponseEntity.ok(new AddedView(id, document.type().name(), document.masked()));
            case Outcome.Deceased(var diedOn) -> ResponseEntity.ok(new DeceasedView(id, diedOn));
            case Outcome.NoSuchPerson() ->
                Problem.notFound("subject-not-found", "There is no person with this id.")
                        .answer();
            case Outcome.StandsBehindAnother() ->
                Problem.conflict(
                                "subject-merged",
                                "This subject was merged into another one; record the change there, or have the merge reversed.")
                        .answer();
            case Outcome.Dead() ->
                Problem.conflict("subject-deceased", "The person's death is recorded; nothing changes any more.")
                        .answer();
            case Outcome.TakenByAnother() ->
                Problem.conflict(
                                "document-taken",
                                "Another subject has this document. If both are one person, have two reviewers merge them.")
                        .answer();
            case Outcome.NotTheirs() ->
                Problem.unprocessable("document-not-held", "The person has no document with the number to be replaced.")
                        .at("/replaces", "is none of this person's documents")
                        .answer();
            case Outcome.DiedOnAnotherDay() ->
                Problem.conflict("death-recorded", "Another day of death is recorded already.")
                        .answer();
            case Outcome.ImpossibleDay() ->
                Problem.unprocessable("date-invalid", "The day lies in the future or before the birth.")
                        .at("/diedOn", "cannot be the day of death")
                        .answer();
        };
    }
}
