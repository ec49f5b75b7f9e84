package org.chengxin.education.code;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.etag.ETags;
import org.chengxin.chassis.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The citizens' integrity code: read by anyone, written by the department that leads clause 1.1. */
@RestController
@RequestMapping(path = "/v1/integrity-codes", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Integrity code")
class IntegrityCodeController {

    private static final String LEAD = "PROV_INFO_OFFICE";

    private final Editions editions;
    private final PublishEdition publishEdition;
    private final Clock clock;

    IntegrityCodeController(Editions editions, PublishEdition publishEdition, Clock clock) {
        this.editions = editions;
        this.publishEdition = publishEdition;
        this.clock = clock;
    }

    /** The edition in force on the day, or on today; an empty list before the first one. */
    @GetMapping
    @Operation(
            operationId = "showIntegrityCode",
            summary = "The citizens' integrity code in force on a day: one edition, or none before the first")
    @SecurityRequirements
    @ApiResponse(responseCode = "200", description = "a list of one or none")
    @ApiResponse(
            responseCode = "400",
            description = "parameter-invalid",
            content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
    ResponseEntity<IntegrityCodeList> inForce(
            @Parameter(description = "day in Asia/Shanghai, today unless given")
                    @RequestParam(required = false)
                    @Nullable
                    LocalDate on) {
        var day = on == null ? LocalDate.now(clock) : on;
        var items = editions.inForceOn(day).map(IntegrityCode::of).stream().toList();
        return ResponseEntity.ok().cacheControl(CacheControl.noCache()).body(new IntegrityCodeList(items));
    }

    @PostMapping
    @PreAuthorize("hasAuthority('department')")
    @Operation(operationId = "draftIntegrityCode", summary = "Draft the next edition; by PROV_INFO_OFFICE")
    @ApiResponse(responseCode = "201", description = "the draft, with its ETag")
    @ApiResponse(
            responseCode = "403",
            description = "role-missing, department-missing, department-not-competent",
            content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
    @ApiResponse(
            responseCode = "422",
            description = "fields-invalid",
            content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
    ResponseEntity<IntegrityCode> draft(@Valid @RequestBody IntegrityCodeDraft draft, Caller caller) {
        requireLead(caller);
        var articles = draft.articles().stream()
                .map(article -> new Edition.Article(article.textZh(), article.textEn()))
                .toList();
        var edition = editions.draft(draft.titleZh(), draft.titleEn(), articles, caller.name());
        return ResponseEntity.created(URI.create("/v1/integrity-codes/drafts/" + edition.id()))
                .eTag(ETags.of(edition.version()))
                .body(IntegrityCode.of(edition));
    }

    @GetMapping("/drafts/{id}")
    @PreAuthorize("hasAuthority('department')")
    @Operation(operationId = "showIntegrityCodeDraft", summary = "A draft; for PROV_INFO_OFFICE")
    @ApiResponse(responseCode = "200", description = "the draft, with its ETag")
    @ApiResponse(
            responseCode = "403",
            description = "role-missing, department-missing, department-not-competent",
            content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
    @ApiResponse(
            responseCode = "404",
            description = "draft-unknown",
            content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
    ResponseEntity<IntegrityCode> draft(@PathVariable UUID id, Caller caller) {
        requireLead(caller);
        var draft = editions.find(id)
                .filter(found -> found.status() == Edition.Status.DRAFT)
                .orElseThrow(() -> noSuchDraft().refusal());
        return ResponseEntity.ok().eTag(ETags.of(draft.version())).body(IntegrityCode.of(draft));
    }

    @PostMapping("/drafts/{id}/publication")
    @PreAuthorize("hasAuthority('department')")
    @Operation(
            operationId = "publishIntegrityCode",
            summary = "Put a draft in force from a day on, which ends the edition before; by PROV_INFO_OFFICE")
    @ApiResponse(
            responseCode = "200",
            description = "the edition as published",
            content = @Content(schema = @Schema(implementation = IntegrityCode.class)))
    @ApiResponse(
            responseCode = "403",
            description = "role-missing, department-missing, department-not-competent",
            content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
    @ApiResponse(
            responseCode = "404",
            description = "draft-unknown",
            content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
    @ApiResponse(
            responseCode = "409",
            description = "edition-overlaps",
            content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
    @ApiResponse(
            responseCode = "412",
            description = "if-match-stale",
            content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
    @ApiResponse(
            responseCode = "422",
            description = "effective-in-the-past, fields-invalid",
            content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
    @ApiResponse(
            responseCode = "428",
            description = "if-match-missing",
            content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
    ResponseEntity<?> publish(
            @PathVariable UUID id,
            @Valid @RequestBody IntegrityCodePublication start,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        requireLead(caller);
        return switch (publishEdition.publish(id, start.effectiveFrom(), ifMatch, caller.name())) {
            case PublishEdition.Outcome.Published(var edition) ->
                ResponseEntity.ok().eTag(ETags.of(edition.version())).body(IntegrityCode.of(edition));
            case PublishEdition.Outcome.NoSuchDraft() -> noSuchDraft().answer();
            case PublishEdition.Outcome.Overtaken() ->
                Problem.conflict("edition-overlaps", "Another edition was published meanwhile; look and try again.")
                        .answer();
            case PublishEdition.Outcome.Refused(var why) -> refused(why).answer();
        };
    }

    private static Problem refused(Publication why) {
        return switch (why) {
            case Publication.InThePast(var earliest) ->
                Problem.unprocessable("effective-in-the-past", "A code binds nobody backwards.")
                        .at("/effectiveFrom", "is before " + earliest)
                        .with("earliest", earliest);
            case Publication.NotAfterTheLast(var earliest) ->
                Problem.conflict("edition-overlaps", "A published edition begins on that day or later.")
                        .with("earliest", earliest);
            case Publication.Allowed() -> throw new IllegalStateException("an allowed publication was refused");
        };
    }

    private static void requireLead(Caller caller) {
        if (!caller.requireDepartment().equals(LEAD)) {
            throw Problem.forbidden("department-not-competent", "The code is written by " + LEAD + ".")
                    .refusal();
        }
    }

    private static Problem noSuchDraft() {
        return Problem.notFound("draft-unknown", "There is no draft with this id.");
    }

    record IntegrityCodeList(List<IntegrityCode> items) {}

    /** @param effectiveUntil the first day on which it is no longer in force */
    record IntegrityCode(
            UUID id,
            int edition,
            String status,
            String titleZh,
            String titleEn,
            boolean sample,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            LocalDate effectiveFrom,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            LocalDate effectiveUntil,

            List<IntegrityCodeArticle> articles) {

        static IntegrityCode of(Edition edition) {
            var articles = new ArrayList<IntegrityCodeArticle>();
            for (var article : edition.articles()) {
                articles.add(new IntegrityCodeArticle(articles.size() + 1, article.textZh(), article.textEn()));
            }
            return new IntegrityCode(
                    edition.id(),
                    edition.edition(),
                    edition.status().name(),
                    edition.titleZh(),
                    edition.titleEn(),
                    edition.sample(),
                    edition.effectiveFrom(),
                    edition.effectiveUntil(),
                    articles);
        }
    }

    record IntegrityCodeArticle(int number, String textZh, String textEn) {}

    record IntegrityCodeDraft(
            @NotBlank @Size(max = 200) String titleZh,
            @NotBlank @Size(max = 200) String titleEn,
            @NotEmpty @Size(max = 100) List<@Valid @NotNull IntegrityCodeArticleText> articles) {}

    record IntegrityCodeArticleText(
            @NotBlank @Size(max = 2000) String textZh,
            @NotBlank @Size(max = 4000) String textEn) {}

    record IntegrityCodePublication(@NotNull LocalDate effectiveFrom) {}
}
