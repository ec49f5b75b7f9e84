package org.chengxin.sharing.reviews;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.page.Cursors;
import org.chengxin.chassis.page.Page;
import org.chengxin.chassis.page.PageRequest;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.sharing.reviews.AccessReviews.Figures;
import org.chengxin.sharing.reviews.AccessReviews.Outcome;
import org.chengxin.sharing.reviews.AccessReviews.Position;
import org.chengxin.sharing.reviews.AccessReviews.Review;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** /v1/access-reviews: sampled and suspicious accesses, for auditors; no persons, no content. */
@RestController
@RequestMapping("/v1/access-reviews")
@PreAuthorize("hasAuthority('auditor')")
class ReviewController {

    private final AccessReviews reviews;
    private final Cursors cursors;
    private final Clock clock;

    ReviewController(AccessReviews reviews, Cursors cursors, Clock clock) {
        this.reviews = reviews;
        this.cursors = cursors;
        this.clock = clock;
    }

    @GetMapping(produces = "application/json")
    @Operation(
            summary = "Queries to look at again, with the cause; the oldest first",
            parameters = {
                @Parameter(in = ParameterIn.QUERY, name = "limit", schema = @Schema(type = "integer")),
                @Parameter(in = ParameterIn.QUERY, name = "cursor", schema = @Schema(type = "string"))
            })
    public Page<Review> list(
            @Parameter(description = "Only those without a finding") @RequestParam(defaultValue = "true") boolean open,
            PageRequest page) {
        var after = cursors.read(page, Position.class).orElse(null);
        return cursors.page(
                reviews.list(open, after, page.limitPlusOne()),
                page,
                last -> new Position(last.openedAt(), last.reviewId()));
    }

    @PostMapping(path = "/{reviewId}/finding", produces = "application/json")
    @Operation(summary = "Write down what was found", description = "404 `review-not-found`, 409 `finding-exists`.")
    public ResponseEntity<?> find(@PathVariable UUID reviewId, @Valid @RequestBody Finding finding, Caller caller) {
        if (reviews.find(reviewId, finding.outcome(), finding.note(), caller.name(), clock.instant())) {
            return ResponseEntity.ok(reviews.find(reviewId).orElseThrow());
        }
        return reviews.find(reviewId).isPresent()
                ? Problem.conflict("finding-exists", "This review has a finding already.")
                        .answer()
                : Problem.notFound("review-not-found", "There is no review with this id.")
                        .answer();
    }

    @GetMapping(path = "/figures", produces = "application/json")
    @Operation(summary = "Figures of a month for each organisation; no persons", description = "400 `month-invalid`.")
    public FiguresView figures(@Parameter(example = "2026-11") @RequestParam String month) {
        try {
            return new FiguresView(reviews.figures(YearMonth.parse(month)));
        } catch (DateTimeParseException e) {
            throw Problem.badRequest("month-invalid", "A month is written 2026-11.")
                    .refusal();
        }
    }

    /** What was found. */
    record Finding(
            @NotNull Outcome outcome,
            @NotBlank @Size(max = 1000) String note) {}

    /** One line for each organisation. */
    record FiguresView(List<Figures> items) {}
}
