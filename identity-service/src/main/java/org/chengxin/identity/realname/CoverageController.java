package org.chengxin.identity.realname;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.chengxin.chassis.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** GET /v1/real-name-coverage: figures, no persons. */
@RestController
@Tag(name = "Real-name coverage", description = "How many are registered by real name")
class CoverageController {

    private static final int USUAL_MONTHS = 12;
    private static final int MOST_MONTHS = 36;

    private final RealNameEntries entries;
    private final Clock clock;

    CoverageController(RealNameEntries entries, Clock clock) {
        this.entries = entries;
        this.clock = clock;
    }

    /** One figure. */
    record CoverageLine(
            @Schema(example = "TELECOM") String field,
            @Schema(example = "530100") String division,
            @Schema(example = "2026-11", type = "string") String month,
            @Schema(example = "1200") long registered,
            @Schema(example = "1150") long verified) {

        static CoverageLine of(Coverage figure) {
            return new CoverageLine(
                    figure.field(),
                    figure.division(),
                    figure.month().toString(),
                    figure.registered(),
                    figure.verified());
        }
    }

    /** The figures of a period; what is not named is zero. */
    record CoverageView(
            @Schema(example = "2025-12", type = "string") String from,
            @Schema(example = "2026-11", type = "string") String until,
            List<CoverageLine> items) {}

    @GetMapping("/v1/real-name-coverage")
    @PreAuthorize("hasAnyAuthority('department','prefecture','auditor')")
    @Operation(
            summary = "Registrations by real name: how many, by field, division and month",
            description = "A person counts in the month in which the public authority confirmed them, until then in the"
                    + " month of the registration; the division is that of the office which registered them.")
    @ApiResponse(
            responseCode = "200",
            description = "The figures, month by month",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = CoverageView.class)))
    @ApiResponse(
            responseCode = "400",
            description = "`parameter-invalid`: a month is not written like 2026-11",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "422",
            description = "`period-invalid`: the end before the beginning, or more than 36 months",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    CoverageView coverage(
            @Parameter(
                            description = "First month; eleven months before the last unless given",
                            example = "2025-12",
                            schema = @Schema(type = "string"))
                    @RequestParam(required = false)
                    @Nullable
                    YearMonth from,
            @Parameter(
                            description = "Last month; this one unless given",
                            example = "2026-11",
                            schema = @Schema(type = "string"))
                    @RequestParam(required = false)
                    @Nullable
                    YearMonth until) {
        var last = Objects.requireNonNullElseGet(until, () -> YearMonth.now(clock));
        var first = Objects.requireNonNullElseGet(from, () -> last.minusMonths(USUAL_MONTHS - 1));
        if (first.isAfter(last) || first.until(last, ChronoUnit.MONTHS) >= MOST_MONTHS) {
            throw Problem.unprocessable("period-invalid", "Ask for at most 36 months, the first not after the last.")
                    .refusal();
        }
        return new CoverageView(
                first.toString(),
                last.toString(),
                entries.coverage(first, last).stream().map(CoverageLine::of).toList());
    }
}
