package org.chengxin.record.lawchange;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.page.Cursors;
import org.chengxin.chassis.page.Page;
import org.chengxin.chassis.page.PageRequest;
import org.chengxin.chassis.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Changes of the catalogue: open for everybody to read, for everybody who is signed in to comment. */
@RestController
@RequestMapping("/v1/record-types")
@Tag(name = "Record types")
class ProposalController {

    private static final int LONGEST_COMMENT = 4_000;

    private final ChangeLaw changeLaw;
    private final Proposals proposals;
    private final Recomputations recomputations;
    private final Cursors cursors;

    ProposalController(ChangeLaw changeLaw, Proposals proposals, Recomputations recomputations, Cursors cursors) {
        this.changeLaw = changeLaw;
        this.proposals = proposals;
        this.recomputations = recomputations;
        this.cursors = cursors;
    }

    /** A proposal with what was said about it, and how far the records have followed it. */
    record ProposalView(
            Proposal proposal, List<Proposals.Comment> comments, Recomputations.@Nullable Progress recomputation) {}

    /** What somebody thinks of it. */
    record CommentGiven(String text) {}

    /** A type that the catalogue does not have yet. */
    @PostMapping
    @PreAuthorize("hasAuthority('catalog-admin')")
    ResponseEntity<ProposalView> proposeType(@RequestBody TypeDraft draft, Caller caller) {
        return created(changeLaw.propose(draft, false, caller.name()));
    }

    /** A new version of a type, in force from a day to come. */
    @PostMapping("/{code}/versions")
    @PreAuthorize("hasAuthority('catalog-admin')")
    ResponseEntity<ProposalView> proposeVersion(
            @PathVariable String code, @RequestBody TypeDraft draft, Caller caller) {
        if (!draft.code().equals(code)) {
            throw Problem.unprocessable("proposal-invalid", "Some fields are wrong; each is named in errors.")
                    .at("/code", "must be the code in the address")
                    .refusal();
        }
        return created(changeLaw.propose(draft, true, caller.name()));
    }

    /** Other periods for a severity level, or another absolute limit, from a day to come. */
    @PostMapping("/period-changes")
    @PreAuthorize("hasAuthority('catalog-admin')")
    ResponseEntity<ProposalView> proposePeriod(@RequestBody PeriodDraft draft, Caller caller) {
        return created(changeLaw.propose(draft, caller.name()));
    }

    /** Newest first. */
    @GetMapping("/proposals")
    Page<Proposal> list(@RequestParam(required = false) Proposal.@Nullable State state, PageRequest page) {
        var rows = proposals.list(state, cursors.read(page, UUID.class).orElse(null), page.limitPlusOne());
        return cursors.page(rows, page, Proposal::proposalId);
    }

    @GetMapping("/proposals/{id}")
    ProposalView show(@PathVariable UUID id) {
        return view(found(id));
    }

    /** How many records it would change today, and how; nobody's record in particular. */
    @GetMapping("/proposals/{id}/preview")
    LawPreview preview(@PathVariable UUID id) {
        return changeLaw.preview(found(id));
    }

    @PostMapping("/proposals/{id}/comments")
    @PreAuthorize("isAuthenticated()")
    ProposalView comment(@PathVariable UUID id, @RequestBody CommentGiven given, Caller caller) {
        var proposal = found(id);
        if (given.text().isBlank()
                || given.text().length() > LONGEST_COMMENT
                || given.text().indexOf('\0') >= 0) {
            throw Problem.unprocessable("comment-invalid", "A comment has 1 to 4,000 characters.")
                    .at("/text", "is empty, too long, or holds U+0000")
                    .refusal();
        }
        proposals.comment(id, author(caller), given.text());
        return view(proposal);
    }

    @PostMapping("/proposals/{id}/approval")
    @PreAuthorize("hasAuthority('catalog-admin')")
    ProposalView approve(@PathVariable UUID id, Caller caller) {
        changeLaw.approve(found(id), caller.name());
        return view(found(id));
    }

    @PostMapping("/proposals/{id}/rejection")
    @PreAuthorize("hasAuthority('catalog-admin')")
    ProposalView reject(@PathVariable UUID id, Caller caller) {
        changeLaw.reject(found(id), caller.name());
        return view(found(id));
    }

    /** Everybody reads the comments: persons are not named in them. */
    private static String author(Caller caller) {
        return caller.is("citizen") ? "citizen" : caller.name();
    }

    private ResponseEntity<ProposalView> created(UUID id) {
        return ResponseEntity.created(URI.create("/v1/record-types/proposals/" + id))
                .body(view(found(id)));
    }

    private ProposalView view(Proposal proposal) {
        return new ProposalView(
                proposal,
                proposals.comments(proposal.proposalId()),
                recomputations.progress(proposal.proposalId()).orElse(null));
    }

    private Proposal found(UUID id) {
        return proposals
                .find(id)
                .orElseThrow(() -> Problem.notFound("proposal-not-found", "There is no proposal with this id.")
                        .refusal());
    }
}
