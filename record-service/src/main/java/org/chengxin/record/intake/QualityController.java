package org.chengxin.record.intake;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.YearMonth;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.record.ledger.Provider;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A provider's own month; an auditor sees everybody's. */
@RestController
class QualityController {

    private final IntakeQuality quality;
    private final Clock clock;

    QualityController(IntakeQuality quality, Clock clock) {
        this.quality = quality;
        this.clock = clock;
    }

    @GetMapping("/v1/intake/quality")
    @PreAuthorize("hasAnyAuthority('department', 'prefecture', 'auditor')")
    IntakeQuality.Quality show(
            @RequestParam(required = false) @Nullable String department,
            @RequestParam(required = false) @Nullable String month,
            Caller caller) {
        return quality.of(provider(department, caller), month(month));
    }

    private static String provider(@Nullable String department, Caller caller) {
        if (!caller.is("auditor")) {
            var own = Provider.require(caller).code();
            if (department != null && !department.equals(own)) {
                throw Problem.notFound("department-not-found", "You see the quality of your own data only.")
                        .refusal();
            }
            return own;
        }
        if (department == null) {
            throw Problem.badRequest("parameter-invalid", "A parameter is not of the expected kind.")
                    .at("/department", "is missing")
                    .refusal();
        }
        return department;
    }

    private YearMonth month(@Nullable String month) {
        try {
            return month == null ? YearMonth.now(clock) : YearMonth.parse(month);
        } catch (DateTimeException e) {
            throw Problem.badRequest("parameter-invalid", "A parameter is not of the expected kind.")
                    .at("/month", "is a month like 2026-11")
                    .refusal();
        }
    }
}
