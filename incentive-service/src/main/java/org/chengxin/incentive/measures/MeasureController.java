package org.chengxin.incentive.measures;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.chengxin.chassis.page.Cursors;
import org.chengxin.chassis.page.Page;
import org.chengxin.chassis.page.PageRequest;
import org.chengxin.incentive.measures.Measure.Application;
import org.chengxin.incentive.measures.Measure.Incentive;
import org.chengxin.incentive.measures.Measure.Sanction;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** GET /v1/measures: for anyone, because unpublished measures must not be applied (rule K-1). */
@RestController
@Tag(name = "Measures", description = "What may follow from a record, each with its law")
class MeasureController {

    private final Measures measures;
    private final Cursors cursors;

    MeasureController(Measures measures, Cursors cursors) {
        this.measures = measures;
        this.cursors = cursors;
    }

    /**
     * A measure as published.
     *
     * @param criterion who is entitled; incentives only
     * @param content what it takes or imposes; sanctions only
     * @param targets whom it may hit; sanctions only
     * @param application how far the platform has a hand in it; sanctions only
     */
    record MeasureView(
            String code,
            Measures.Kind kind,
            String nameZh,
            String nameEn,
            String law,
            String provider,
            @Nullable String limit,
            @Nullable String term,
            @Nullable Criterion criterion,
            @Nullable String content,
            @Nullable String targets,
            @Nullable Application application) {

        static MeasureView of(Measure measure) {
            return switch (measure) {
                case Incentive incentive -> of(incentive, null, incentive.criterion(), null, null, null);
                case Sanction sanction ->
                    of(sanction, sanction.term(), null, sanction.content(), sanction.targets(), sanction.application());
            };
        }

        private static MeasureView of(
                Measure measure,
                @Nullable String term,
                @Nullable Criterion criterion,
                @Nullable String content,
                @Nullable String targets,
                @Nullable Application application) {
            return new MeasureView(
                    measure.code(),
                    Measures.Kind.of(measure),
                    measure.nameZh(),
                    measure.nameEn(),
                    measure.law(),
                    measure.provider(),
                    measure.limit(),
                    term,
                    criterion,
                    content,
                    targets,
                    application);
        }
    }

    @Operation(summary = "The incentives and sanctions in force, for anyone")
    @SecurityRequirements
    @Parameter(in = ParameterIn.QUERY, name = "limit", schema = @Schema(type = "integer", defaultValue = "50"))
    @Parameter(in = ParameterIn.QUERY, name = "cursor", schema = @Schema(type = "string"))
    @GetMapping("/v1/measures")
    Page<MeasureView> list(@RequestParam(required = false) Measures.@Nullable Kind kind, PageRequest page) {
        var after = cursors.read(page, String.class).orElse(null);
        var rows = measures.page(kind, after, page.limitPlusOne()).stream()
                .map(MeasureView::of)
                .toList();
        return cursors.page(rows, page, MeasureView::code);
    }
}
