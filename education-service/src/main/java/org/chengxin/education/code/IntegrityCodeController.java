package org.chengxin.education.code;

import com.fasterxml.jackson.annotation.JsonInclude;
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
@RequestMapping("/v1/integrity-codes")
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
    ResponseEntity<Listed> inForce(@RequestParam(required = false) @Nullable LocalDate on) {
        var day = on == null ? LocalDate.now(clock) : on;
        var items = editions.inForceOn(day).map(View::of).stream().toList();
        return ResponseEntity.ok().cacheControl(CacheControl.noCache()).body(new Listed(items));
    }

    @PostMapping
    @PreAuthorize("hasAuthority('department')")
    ResponseEntity<View> draft(@Valid @RequestBody Draft draft, Caller caller) {
        requireLead(caller);
        var articles = draft.articles().stream()
                .map(article -> new Edition.Article(article.textZh(), article.textEn()))
                .toList();
        var edition = editions.draft(draft.titleZh(), draft.titleEn(), articles, caller.name());
        return ResponseEntity.created(URI.create("/v1/integrity-codes/drafts/" + edition.id()))
                .eTag(ETags.of(edition.version()))
                .body(View.of(edition));
    }

    @GetMapping("/drafts/{id}")
    @PreAuthorize("hasAuthority('department')")
    ResponseEntity<View> draft(@PathVariable UUID id, Caller caller) {
        requireLead(caller);
        var draft = editions.find(id)
                .filter(found -> found.status() == Edition.Status.DRAFT)
                .orElseThrow(() -> noSuchDraft().refusal());
        return ResponseEntity.ok().eTag(ETags.of(draft.version())).body(View.of(draft));
    }

    @PostMapping("/drafts/{id}/publication")
    @PreAuthorize("hasAuthority('department')")
    ResponseEntity<?> publish(
            @PathVariable UUID id,
            @Valid @RequestBody Start start,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        requireLead(caller);
        return switch (publishEdition.publish(id, start.effectiveFrom(), ifMatch, caller.name())) {
            case PublishEdition.Outcome.Published(var edition) ->
                ResponseEntity.ok().eTag(ETags.of(edition.version())).body(View.of(edition));
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

    record Listed(List<View> items) {}

    /** @param effectiveUntil the first day on which it is no longer in force */
    record View(
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

            List<ArticleView> articles) {

        static View of(Edition edition) {
            var articles = new ArrayList<ArticleView>();
            for (var article : edition.articles()) {
                articles.add(new ArticleView(articles.size() + 1, article.textZh(), article.textEn()));
            }
            return new View(
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

    record ArticleView(int number, String textZh, String textEn) {}

    record Draft(
            @NotBlank @Size(max = 200) String titleZh,
            @NotBlank @Size(max = 200) String titleEn,
            @NotEmpty @Size(max = 100) List<@Valid @NotNull ArticleText> articles) {}

    record ArticleText(
            @NotBlank @Size(max = 2000) String textZh,
            @NotBlank @Size(max = 4000) String textEn) {}

    record Start(@NotNull LocalDate effectiveFrom) {}
}
