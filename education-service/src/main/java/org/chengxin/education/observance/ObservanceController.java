package org.chengxin.education.observance;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.Year;
import java.util.List;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The publicity calendar: read by anyone, announced dates kept by the department that leads the publicity. */
@RestController
@RequestMapping(path = "/v1/observances", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Observances")
class ObservanceController {

    /** Leads clause 1.2 of the founding document. */
    private static final String LEAD = "PROV_INFO_OFFICE";

    private final Observances observances;

    ObservanceController(Observances observances) {
        this.observances = observances;
    }

    @GetMapping
    @Operation(
            operationId = "listObservances",
            summary = "The observances of a year in order of time, those without a date at the end")
    @SecurityRequirements
    @ApiResponse(responseCode = "200", description = "all observances of the year")
    @ApiResponse(
            responseCode = "400",
            description = "request-invalid, parameter-invalid",
            content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
    @ApiResponse(
            responseCode = "422",
            description = "year-not-covered: firstYear and lastYear say which are",
            content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
    ResponseEntity<ObservanceList> inYear(@Parameter(description = "2017 to 2035") @RequestParam int year) {
        var items =
                observances.in(covered(year)).stream().map(ObservanceItem::of).toList();
        return ResponseEntity.ok().cacheControl(CacheControl.noCache()).body(new ObservanceList(items));
    }

    /** Says when an observance of that year is held; it may be on several occasions. */
    @PutMapping("/{code}/announcements/{year}")
    @PreAuthorize("hasAnyAuthority('department', 'officer')")
    @Operation(
            operationId = "announceObservance",
            summary = "Say when an observance is held in a year; by PROV_INFO_OFFICE. No periods take it back")
    @ApiResponse(responseCode = "200", description = "the observance as it now stands in that year")
    @ApiResponse(
            responseCode = "403",
            description = "role-missing, department-missing, department-not-competent",
            content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
    @ApiResponse(
            responseCode = "404",
            description = "observance-unknown",
            content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
    @ApiResponse(
            responseCode = "422",
            description = "date-not-announced, period-invalid, year-not-covered, fields-invalid",
            content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
    ObservanceList announce(
            @PathVariable String code,
            @PathVariable int year,
            @Valid @RequestBody Announcement announcement,
            Caller caller) {
        if (!caller.requireDepartment().equals(LEAD)) {
            throw Problem.forbidden("department-not-competent", "Dates are announced by " + LEAD + ".")
                    .refusal();
        }
        var ofYear = covered(year);
        var observance = observances
                .named(code)
                .orElseThrow(() -> Problem.notFound("observance-unknown", "There is no observance with this code.")
                        .refusal());
        if (!observance.maybeAnnounced()) {
            throw Problem.unprocessable("date-not-announced", "The date of this observance follows from its rule.")
                    .refusal();
        }
        var periods = announcement.periods().stream()
                .map(each -> new Period(each.from(), each.to()))
                .toList();
        requireWithin(ofYear, periods);
        observances.announce(observance, ofYear, periods, announcement.source(), caller.name());
        return new ObservanceList(observances.in(ofYear).stream()
                .filter(dated -> dated.observance().equals(observance))
                .map(ObservanceItem::of)
                .toList());
    }

    private static void requireWithin(Year year, List<Period> periods) {
        for (var i = 0; i < periods.size(); i++) {
            var period = periods.get(i);
            if (period.to().isBefore(period.from())
                    || period.from().getYear() != year.getValue()
                    || period.to().getYear() != year.getValue()) {
                throw Problem.unprocessable(
                                "period-invalid", "A period begins before it ends, and both within the year.")
                        .at("/periods/" + i, "is not a period of " + year)
                        .refusal();
            }
        }
        if (periods.stream().map(Period::from).distinct().count() < periods.size()) {
            throw Problem.unprocessable("period-invalid", "Two periods begin on the same day.")
                    .at("/periods", "name each period once")
                    .refusal();
        }
    }

    /** Lunar days are known for these years; an answer without them would look complete and not be it. */
    private static Year covered(int year) {
        if (year < LunarYear.FIRST || year > LunarYear.LAST) {
            throw Problem.unprocessable(
                            "year-not-covered",
                            "Observances are known for " + LunarYear.FIRST + " to " + LunarYear.LAST + ".")
                    .with("firstYear", LunarYear.FIRST)
                    .with("lastYear", LunarYear.LAST)
                    .refusal();
        }
        return Year.of(year);
    }

    record ObservanceList(List<ObservanceItem> items) {}

    /** {@code from} and {@code to} are null while the date is neither announced nor customary. */
    record ObservanceItem(
            String code,
            String nameZh,
            String nameEn,
            @Nullable LocalDate from,
            @Nullable LocalDate to,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Boolean announced,

            boolean namedInFoundingDocument) {

        static ObservanceItem of(Observances.Dated dated) {
            var period = dated.period();
            return new ObservanceItem(
                    dated.observance().code(),
                    dated.observance().nameZh(),
                    dated.observance().nameEn(),
                    period == null ? null : period.from(),
                    period == null ? null : period.to(),
                    dated.announced(),
                    dated.observance().named());
        }
    }

    /**
     * No periods at all take an announcement back.
     *
     * @param source where it was announced
     */
    record Announcement(
            @NotNull @Size(max = 12) List<@Valid @NotNull Days> periods,
            @NotBlank @Size(max = 200) String source) {}

    record Days(@NotNull LocalDate from, @NotNull LocalDate to) {}
}
