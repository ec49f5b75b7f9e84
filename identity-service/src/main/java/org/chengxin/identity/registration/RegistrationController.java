package org.chengxin.identity.registration;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.idempotency.AsksPeers;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.identity.document.DocumentReading.Malformed;
import org.chengxin.identity.document.DocumentReading.WellFormed;
import org.chengxin.identity.document.IdentityDocument;
import org.chengxin.identity.guessing.MissLimit;
import org.chengxin.identity.realname.RealNameFields;
import org.chengxin.identity.registry.PersonName;
import org.chengxin.identity.registry.Subject;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** POST /v1/subjects. */
@RestController
@Tag(name = "Subjects", description = "Natural persons: registered, found, shown")
class RegistrationController {

    private final RegisterSubject registerSubject;
    private final RealNameFields fields;
    private final MissLimit limit;
    private final Clock clock;

    RegistrationController(RegisterSubject registerSubject, RealNameFields fields, MissLimit limit, Clock clock) {
        this.registerSubject = registerSubject;
        this.fields = fields;
        this.limit = limit;
        this.clock = clock;
    }

    /** A document as it was typed. */
    record DocumentGiven(
            @Schema(description = "RESIDENT_ID, FOREIGN_PERMANENT_RESIDENCE or HKMT_RESIDENCE", example = "RESIDENT_ID")
            @NotBlank
            @Size(max = 40)
            String type,

            @Schema(example = "530199199001010019") @NotBlank @Size(max = 64)
            String number) {

        /** Without the number: this may stand in an error or a log. */
        @Override
        public String toString() {
            return "DocumentGiven[]";
        }
    }

    /** A person to be registered. */
    record RegistrationRequest(
            @NotNull @Valid DocumentGiven document,

            @Schema(example = "测试甲") @NotBlank @Size(max = PersonName.LONGEST)
            String name,

            @Schema(description = "A code of the real-name fields", example = "TELECOM") @NotBlank @Size(max = 40)
            String realNameField) {

        /** Without the name: this may stand in an error or a log. */
        @Override
        public String toString() {
            return "RegistrationRequest[" + realNameField + "]";
        }
    }

    /** The person, without what identifies them. */
    record RegisteredView(
            UUID subjectId,

            @Schema(allowableValues = {"VERIFIED", "UNVERIFIED", "MISMATCH"})
            String verification,

            MaskedDocument document) {}

    /** A document as it may be shown. */
    record MaskedDocument(
            @Schema(example = "RESIDENT_ID") String type,
            @Schema(example = "5301**********0019") String masked) {}

    @AsksPeers
    @PostMapping(path = "/v1/subjects", consumes = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAnyAuthority('department','prefecture')")
    @Operation(
            summary = "Register a person by real name",
            description =
                    "The same document again answers the same person. The public authority is asked to confirm number"
                            + " and name; while it does not answer, the person is UNVERIFIED and is verified later without a further request.")
    @ApiResponse(
            responseCode = "201",
            description = "The person is new",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = RegisteredView.class)))
    @ApiResponse(
            responseCode = "200",
            description = "The person is known under this name",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = RegisteredView.class)))
    @ApiResponse(
            responseCode = "409",
            description = "`subject-mismatch`: the document is known under another name",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "422",
            description = "`document-invalid` with `reason`, `subject-not-identified` or `fields-invalid`",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "429",
            description = "`too-many-misses`: too many unknown documents or wrong names; with Retry-After",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    ResponseEntity<?> register(@Valid @RequestBody RegistrationRequest request, Caller caller) {
        var given = request.document();
        var name = PersonName.of(request.name());
        var field = fields.find(request.realNameField());
        var defects =
                Problem.unprocessable("fields-invalid", "Some fields are missing or wrong; each is named in errors.");
        if (name.isEmpty()) {
            defects = defects.at("/name", "is not the name of a person");
        }
        if (field.isEmpty()) {
            defects = defects.at("/realNameField", "is not one of " + String.join(", ", fields.codes()));
        }
        var refused = limit.refusal(caller.name());
        if (refused.isPresent()) {
            return refused.get();
        }
        return switch (IdentityDocument.read(given.type(), given.number(), LocalDate.now(clock))) {
            case Malformed(var defect) -> {
                var problem = DocumentProblems.documentInvalid(defect, "/document");
                for (var more : defects.errors()) {
                    problem = problem.at(more.pointer(), more.detail());
                }
                yield problem.answer();
            }
            case WellFormed(var document) ->
                name.isEmpty() || field.isEmpty()
                        ? defects.answer()
                        : registerSubject.register(
                                document,
                                name.get(),
                                field.get(),
                                Office.of(caller),
                                registration -> counted(document, registration, caller.name()));
        };
    }

    /** Counted with what was done: the answer that uses the budget up is the last one for a while. */
    private ResponseEntity<?> counted(IdentityDocument document, Registration registration, String client) {
        if (registration.subject().isEmpty()) {
            var _ = limit.count(client, 1);
        }
        return answer(document, registration);
    }

    private static ResponseEntity<?> answer(IdentityDocument document, Registration registration) {
        return switch (registration) {
            case Registration.New(var person) ->
                ResponseEntity.created(URI.create("/v1/subjects/" + person.currentId()))
                        .body(view(person, document));
            case Registration.Known(var person) -> ResponseEntity.ok(view(person, document));
            case Registration.Mismatch() -> DocumentProblems.subjectMismatch().answer();
            case Registration.NotIdentified() ->
                DocumentProblems.subjectNotIdentified().answer();
        };
    }

    private static RegisteredView view(Subject person, IdentityDocument document) {
        return new RegisteredView(
                person.currentId(),
                person.verification().shown(),
                new MaskedDocument(document.type().name(), document.masked()));
    }
}
