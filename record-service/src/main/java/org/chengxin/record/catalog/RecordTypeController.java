package org.chengxin.record.catalog;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.chengxin.chassis.page.Cursors;
import org.chengxin.chassis.page.Page;
import org.chengxin.chassis.page.PageRequest;
import org.chengxin.chassis.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The catalogue, open to everyone: what may be recorded about a person, by whom, under which law, for how long. */
@RestController
@RequestMapping(path = "/v1/record-types", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Record types")
class RecordTypeController {

    private static final TypeReference<SequencedMap<String, Object>> OBJECT = new TypeReference<>() {};

    private final Catalog catalog;
    private final Cursors cursors;
    private final JsonMapper json;
    private final Clock clock;

    RecordTypeController(Catalog catalog, Cursors cursors, JsonMapper json, Clock clock) {
        this.catalog = catalog;
        this.cursors = cursors;
        this.json = json;
        this.clock = clock;
    }

    @GetMapping
    @Operation(operationId = "listRecordTypes", summary = "The record types in force on a day, ordered by code")
    @SecurityRequirements
    @ApiResponse(responseCode = "200", description = "one page")
    @ApiResponse(
            responseCode = "400",
            description = "parameter-invalid, limit-invalid, cursor-invalid",
            content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema = @Schema(type = "integer", minimum = "1", maximum = "200", defaultValue = "50"))
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "nextCursor of the page before",
            schema = @Schema(type = "string"))
    Page<RecordTypeView> list(
            @Parameter(description = "day in Asia/Shanghai, today unless given")
                    @RequestParam(required = false)
                    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable
                    LocalDate on,
            PageRequest page) {
        var after = cursors.read(page, Position.class).map(Position::code).orElse("");
        var types = catalog.all(dayOr(on)).stream()
                .filter(type -> type.code().compareTo(after) > 0)
                .limit(page.limitPlusOne())
                .map(this::view)
                .toList();
        return cursors.page(types, page, type -> new Position(type.code()));
    }

    @GetMapping("/{code}")
    @Operation(operationId = "showRecordType", summary = "One record type as it is in force on a day")
    @SecurityRequirements
    @ApiResponse(responseCode = "200", description = "the record type")
    @ApiResponse(
            responseCode = "400",
            description = "parameter-invalid",
            content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
    @ApiResponse(
            responseCode = "404",
            description = "record-type-not-found",
            content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
    RecordTypeView one(
            @PathVariable String code,
            @Parameter(description = "day in Asia/Shanghai, today unless given")
                    @RequestParam(required = false)
                    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable
                    LocalDate on) {
        return catalog.inForce(code, dayOr(on))
                .map(this::view)
                .orElseThrow(() -> Problem.notFound(
                                "record-type-not-found",
                                "No record type with this code is in force on this day; GET /v1/record-types lists those that are.")
                        .refusal());
    }

    private LocalDate dayOr(@Nullable LocalDate on) {
        return on == null ? LocalDate.now(clock) : on;
    }

    private RecordTypeView view(RecordType type) {
        return new RecordTypeView(
                type.code(),
                type.version(),
                type.nameZh(),
                type.nameEn(),
                type.nationalClass(),
                type.domain(),
                type.occupation(),
                type.polarity(),
                type.severity(),
                type.legalBases().stream()
                        .map(basis -> new LegalBasisView(basis.code(), basis.lawZh(), basis.lawEn(), basis.article()))
                        .toList(),
                type.providingDepartments().stream().sorted().toList(),
                type.noticeWorkingDays(),
                new DisplayView(type.display().minMonths(), type.display().maxMonths()),
                type.repairable(),
                type.openness().repairExclusionBasis(),
                type.openness().sharingScope(),
                type.openness().isPublished(),
                type.openness().publicationBasis(),
                json.readValue(type.factsSchema(), OBJECT),
                type.inForceFrom(),
                type.inForceUntil());
    }

    /** What the next page goes on from. */
    record Position(String code) {}

    /** A record type as clients see it. */
    @Schema(name = "RecordType")
    record RecordTypeView(
            String code,
            int version,
            String nameZh,
            String nameEn,
            String nationalClass,
            String domain,
            @Nullable String occupation,
            Polarity polarity,
            @Nullable Severity severity,
            List<LegalBasisView> legalBases,
            List<String> providingDepartments,
            int noticeWorkingDays,
            DisplayView display,
            boolean repairable,
            @Nullable String repairExclusionBasis,
            SharingScope sharingScope,
            boolean published,
            @Nullable String publicationBasis,
            Map<String, Object> factsSchema,
            LocalDate inForceFrom,
            @Nullable LocalDate inForceUntil) {}

    /** The law and the article of it. */
    @Schema(name = "LegalBasis")
    record LegalBasisView(String code, String law, String lawEn, String article) {}

    /** Months from the determination: repair may be asked after the first, display ends after the second at the latest. */
    @Schema(name = "DisplayMonths")
    record DisplayView(int minMonths, int maxMonths) {}
}
