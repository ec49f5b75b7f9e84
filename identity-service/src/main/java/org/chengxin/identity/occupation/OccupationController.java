package org.chengxin.identity.occupation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.etag.ETags;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.identity.access.AccessPurpose;
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

/** PUT /v1/subjects/{id}/occupations/{code}, GET /v1/subjects/{id}/occupations. */
@RestController
@Tag(name = "Occupations", description = "Which professions a person practises")
class OccupationController {

    private final EnterOccupation enterOccupation;
    private final OccupationList occupations;
    private final Clock clock;

    OccupationController(EnterOccupation enterOccupation, OccupationList occupations, Clock clock) {
        this.enterOccupation = enterOccupation;
        this.occupations = occupations;
        this.clock = clock;
    }

    /** A licence and how long it holds. */
    record OccupationRequest(
            @Schema(
                    description = "Number of the licence; left out where the law knows none",
                    example = "15301202610000001")
            @Nullable
            @Pattern(regexp = "[\\p{L}\\p{Nd}()()〔〕/-]{4,64}")
            String licence,

            @Schema(example = "2026-01-01") @NotNull LocalDate validFrom,

            @Schema(description = "The last day; left out while no end is known", example = "2026-12-31") @Nullable
            LocalDate validUntil) {

        /** Without the licence: this may stand in an error or a log. */
        @Override
        public String toString() {
            return "OccupationRequest[]";
        }
    }

    /** An occupation of a person; of the licence only the last four characters. */
    record OccupationView(
            @Schema(example = "LAWYER") String occupation,
            @Schema(example = "律师") String nameZh,
            @Schema(example = "Lawyer") String nameEn,

            @Schema(example = "*************0001") @Nullable String maskedLicence,

            @Schema(example = "PROV_JUSTICE") String regulator,
            LocalDate validFrom,
            @Nullable LocalDate validUntil,

            @Schema(description = "Whether the person practises today")
            boolean valid) {}

    /** All occupations of a person. */
    record OccupationsView(List<OccupationView> items) {}

    @PutMapping(path = "/v1/subjects/{id}/occupations/{code}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasAuthority('department')")
    @Operation(
            summary = "Enter that a person practises an occupation",
            description =
                    "By the department that keeps the register of the profession. An entry is changed with If-Match;"
                            + " it ends with validUntil.")
    @ApiResponse(
            responseCode = "200",
            description = "Changed; with its ETag",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = OccupationView.class)))
    @ApiResponse(
            responseCode = "201",
            description = "Entered; with its ETag",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = OccupationView.class)))
    @EntryRefusals
    ResponseEntity<?> enter(
            @PathVariable UUID id,
            @Parameter(example = "LAWYER") @PathVariable String code,
            @Valid @RequestBody OccupationRequest request,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            Caller caller) {
        if (request.validUntil() != null && request.validUntil().isBefore(request.validFrom())) {
            throw Problem.unprocessable("fields-invalid", "Some fields are wrong; each is named in errors.")
                    .at("/validUntil", "is before validFrom")
                    .refusal();
        }
        var practice = new Practice(
                code, request.licence(), caller.requireDepartment(), request.validFrom(), request.validUntil());
        return switch (enterOccupation.enter(id, practice, ifMatch)) {
            case Entering.Entered(var entered, var version, var isNew) ->
                ResponseEntity.status(isNew ? HttpStatus.CREATED : HttpStatus.OK)
                        .eTag(ETags.of(version))
                        .body(view(entered));
            case Entering.NoSuchOccupation() ->
                Problem.notFound("occupation-unknown", "The list has no occupation with this code.")
                        .with(
                                "codes",
                                occupations.all().stream().map(Occupation::code).toList())
                        .answer();
            case Entering.NotItsRegulator() ->
                Problem.forbidden(
                                "department-not-competent", "Another department keeps the register of this occupation.")
                        .answer();
            case Entering.LicenceWrong(var licensed) ->
                Problem.unprocessable("fields-invalid", "Some fields are wrong; each is named in errors.")
                        .at("/licence", licensed ? "is missing" : "is not known to this occupation; leave it out")
                        .answer();
            case Entering.NotPossible(var standing) ->
                StandingProblems.of(standing).answer();
        };
    }

    @GetMapping("/v1/subjects/{id}/occupations")
    @PreAuthorize("hasAnyAuthority('department','prefecture','officer')")
    @Operation(
            summary = "The occupations of a person, licences masked",
            description = "Every look is announced to the person's access log before it is answered.")
    @ApiResponse(
            responseCode = "200",
            description = "The occupations, those that ended too",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = OccupationsView.class)))
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
        return enterOccupation
                .show(id, caller.name(), purpose.name())
                .<ResponseEntity<?>>map(found -> ResponseEntity.ok(
                        new OccupationsView(found.stream().map(this::view).toList())))
                .orElseGet(() -> Problem.notFound("subject-not-found", "There is no person with this id.")
                        .answer());
    }

    private OccupationView view(Practice practice) {
        var occupation = occupations.find(practice.occupation()).orElseThrow();
        return new OccupationView(
                occupation.code(),
                occupation.nameZh(),
                occupation.nameEn(),
                practice.maskedLicence(),
                practice.regulator(),
                practice.validFrom(),
                practice.validUntil(),
                practice.isValidOn(LocalDate.now(clock)));
    }
}
