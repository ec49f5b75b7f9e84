package org.chengxin.identity.organisation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.etag.ETags;
import org.chengxin.chassis.page.Cursors;
import org.chengxin.chassis.page.Page;
import org.chengxin.chassis.page.PageRequest;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.identity.access.AccessPurpose;
import org.chengxin.identity.document.SocialCreditCode;
import org.chengxin.identity.registry.StandingProblems;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** PUT /v1/organisations/{uscc}/responsible-persons/{subjectId}, GET /v1/organisations/{uscc}/responsible-persons. */
@RestController
@Tag(name = "Organisations", description = "Who answers for an organisation")
class OrganisationController {

    private final LinkPerson linkPerson;
    private final Cursors cursors;
    private final Clock clock;

    OrganisationController(LinkPerson linkPerson, Cursors cursors, Clock clock) {
        this.linkPerson = linkPerson;
        this.cursors = cursors;
        this.clock = clock;
    }

    /** Where the next page goes on. */
    record Position(UUID subjectId) {}

    /** A role and its period. */
    record ResponsibilityRequest(
            @Schema(example = "LEGAL_REPRESENTATIVE") ResponsiblePerson.@NotNull Role role,
            @Schema(example = "2024-03-01") @NotNull LocalDate from,

            @Schema(description = "The last day; left out while no end is known", example = "2026-02-28") @Nullable
            LocalDate until) {}

    /** A person who answers for an organisation. */
    record ResponsiblePersonView(
            UUID subjectId,
            @Schema(example = "91530000000000019E") String uscc,
            ResponsiblePerson.Role role,
            LocalDate from,
            @Nullable LocalDate until,
            @Schema(example = "PROV_AIC") String reportedBy) {

        static ResponsiblePersonView of(ResponsiblePerson person) {
            return new ResponsiblePersonView(
                    person.subjectId(),
                    person.organisation().code(),
                    person.role(),
                    person.from(),
                    person.until(),
                    person.reportedBy());
        }
    }

    @PutMapping(
            path = "/v1/organisations/{uscc}/responsible-persons/{subjectId}",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('department')")
    @Operation(
            summary = "Say that a person answers for an organisation",
            description =
                    "A link and nothing more: no record of the organisation becomes one of the person by it. It is"
                            + " changed with If-Match, by the department that said it or the register of organisations; it ends"
                            + " with until.")
    @ApiResponse(
            responseCode = "200",
            description = "Changed; with its ETag",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = ResponsiblePersonView.class)))
    @ApiResponse(
            responseCode = "201",
            description = "Linked; with its ETag",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = ResponsiblePersonView.class)))
    @LinkRefusals
    ResponseEntity<?> link(
            @Parameter(description = "Unified social credit code", example = "91530000000000019E") @PathVariable
                    String uscc,
            @PathVariable UUID subjectId,
            @Valid @RequestBody ResponsibilityRequest request,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            Caller caller) {
        if (request.until() != null && request.until().isBefore(request.from())) {
            throw Problem.unprocessable("fields-invalid", "Some fields are wrong; each is named in errors.")
                    .at("/until", "is before from")
                    .refusal();
        }
        var said = new ResponsiblePerson(
                organisation(uscc),
                subjectId,
                request.role(),
                request.from(),
                request.until(),
                caller.requireDepartment(),
                0);
        return switch (linkPerson.link(said, ifMatch)) {
            case Linking.Linked(var person, var isNew) ->
                ResponseEntity.status(isNew ? HttpStatus.CREATED : HttpStatus.OK)
                        .eTag(ETags.of(person.version()))
                        .body(ResponsiblePersonView.of(person));
            case Linking.SaidByAnother() ->
                Problem.forbidden(
                                "department-not-competent",
                                "Another department said this; it or the register of organisations may change it.")
                        .answer();
            case Linking.NotPossible(var standing) ->
                StandingProblems.of(standing).answer();
        };
    }

    @GetMapping("/v1/organisations/{uscc}/responsible-persons")
    @PreAuthorize("hasAnyAuthority('department','prefecture','officer')")
    @Operation(
            summary = "Who answers for an organisation on a day",
            description = "Every look is announced to the access log of each person before it is answered.")
    @Parameter(
            in = ParameterIn.QUERY,
            name = "limit",
            schema = @Schema(type = "integer", minimum = "1", maximum = "200", defaultValue = "50"))
    @Parameter(in = ParameterIn.QUERY, name = "cursor", schema = @Schema(type = "string"))
    @ApiResponse(responseCode = "200", description = "A page of persons, by subject id")
    @ApiResponse(
            responseCode = "422",
            description = "`organisation-code-invalid` with `reason`",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    Page<ResponsiblePersonView> show(
            @Parameter(description = "Unified social credit code", example = "91530000000000019E") @PathVariable
                    String uscc,
            @Parameter(description = "The day, today unless given") @RequestParam(required = false) @Nullable
                    LocalDate on,
            @Parameter(description = "Why it is looked at; SUPERVISION when it is not said")
                    @RequestParam(defaultValue = "SUPERVISION")
                    AccessPurpose purpose,
            @Parameter(hidden = true) PageRequest page,
            Caller caller) {
        var after = cursors.read(page, Position.class).map(Position::subjectId).orElse(null);
        var rows = linkPerson
                .show(
                        organisation(uscc),
                        on == null ? LocalDate.now(clock) : on,
                        after,
                        page.limit(),
                        caller.name(),
                        purpose.name())
                .stream()
                .map(ResponsiblePersonView::of)
                .toList();
        return cursors.page(rows, page, last -> new Position(last.subjectId()));
    }

    private static SocialCreditCode organisation(String typed) {
        var defect = SocialCreditCode.defectOf(typed);
        if (defect.isPresent()) {
            throw Problem.unprocessable(
                            "organisation-code-invalid", "The unified social credit code is not well formed; check it.")
                    .with("reason", defect.get().name())
                    .refusal();
        }
        return SocialCreditCode.of(typed).orElseThrow();
    }
}
