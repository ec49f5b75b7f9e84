package org.chengxin.repair.eligibility;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.repair.eligibility.Eligibility.Eligible;
import org.chengxin.repair.eligibility.Eligibility.Never;
import org.chengxin.repair.eligibility.Eligibility.NotYet;
import org.chengxin.repair.records.KnownRecord;
import org.chengxin.repair.records.KnownRecords;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** GET /v1/repairs/eligibility: may I, from when, what is missing, under which rule. */
@RestController
@Tag(name = "Repairs", description = "Credit repair, free of charge")
class EligibilityController {

    private final KnownRecords records;
    private final Clock clock;

    EligibilityController(KnownRecords records, Clock clock) {
        this.records = records;
        this.clock = clock;
    }

    /**
     * The answer before anything is applied for.
     *
     * @param opensOn the day on which the minimum period ends; null where nothing can be repaired
     * @param endsOn the day on which the record ends by itself
     * @param fee always 0 (rule R-8)
     */
    record EligibilityView(
            UUID recordId,
            boolean eligible,
            @Nullable LocalDate opensOn,
            LocalDate endsOn,
            List<Condition> conditions,
            Set<RepairMethod> methods,
            int fee) {

        private static final int FREE = 0;

        static EligibilityView of(KnownRecord record, LocalDate today) {
            var eligibility = Eligibility.of(record, today);
            return new EligibilityView(
                    record.recordId(),
                    eligibility instanceof Eligible,
                    switch (eligibility) {
                        case Eligible(var since) -> since;
                        case NotYet later -> later.opensOn();
                        case Never _ -> null;
                    },
                    record.displayUntil(),
                    Condition.of(eligibility, record),
                    Eligibility.methods(record, today),
                    FREE);
        }
    }

    @Operation(summary = "May I have a record of mine repaired, from when, what is missing, under which rule")
    @ApiResponse(responseCode = "200", description = "The answer, with every condition met or not")
    @ApiResponse(
            responseCode = "404",
            description = "`record-not-found`: also for the record of somebody else",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    @PreAuthorize("hasAuthority('citizen')")
    @GetMapping("/v1/repairs/eligibility")
    EligibilityView eligibility(@RequestParam UUID recordId, Caller caller) {
        var subjectId = caller.requireSubject();
        // Someone else's record answers like a missing one: the reply must not reveal that it exists.
        return records.find(recordId)
                .filter(found -> found.isAbout(subjectId))
                .map(record -> EligibilityView.of(record, LocalDate.now(clock)))
                .orElseThrow(() -> Problem.notFound("record-not-found", "You have no record with this id.")
                        .refusal());
    }
}
