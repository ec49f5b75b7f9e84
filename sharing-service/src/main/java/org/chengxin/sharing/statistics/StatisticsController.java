package org.chengxin.sharing.statistics;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.chengxin.chassis.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** GET /v1/queries/statistics: how much is asked, by whom and for what; small counts are kept back. */
@RestController
class StatisticsController {

    /** Counts below it could point at a person. */
    static final int SMALL = 10;

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private final JdbcClient jdbc;
    private final Clock clock;

    StatisticsController(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @GetMapping(path = "/v1/queries/statistics", produces = "application/json")
    @PreAuthorize("isAuthenticated()")
    @Operation(
            summary = "Queries of a month by kind of receiver, purpose and outcome",
            description = "Counts below ten are null; there are no sums from which they could be worked out. Concealed"
                    + " looks are counted as a whole: still hidden, and released. 400 `month-invalid`.")
    public StatisticsView statistics(@Parameter(example = "2026-11") @RequestParam String month) {
        YearMonth asked;
        try {
            asked = YearMonth.parse(month);
        } catch (DateTimeParseException e) {
            throw Problem.badRequest("month-invalid", "A month is written 2026-11.")
                    .refusal();
        }
        var lines = jdbc.sql("""
                        select split_part(organisation, '-', 1) as receivers, purpose, outcome,
                               case when count(*) >= :small then count(*) end as queries
                        from asked_query
                        where asked_at >= :from and asked_at < :to
                        group by 1, 2, 3
                        order by 1, 2, 3
                        """)
                .param("small", SMALL)
                .param("from", midnight(asked))
                .param("to", midnight(asked.plusMonths(1)))
                .query((row, _) -> new Line(
                        row.getString("receivers"),
                        row.getString("purpose"),
                        row.getString("outcome"),
                        row.getObject("queries", Long.class)))
                .list();
        var today = LocalDate.now(clock);
        var concealed =
                jdbc.sql("""
                        select count(*) filter (where hidden_until > :today) as hidden,
                               count(*) filter (where hidden_until <= :today) as released
                        from access_entry where hidden_until is not null
                        """).param("today", today).query(Concealed.class).single();
        return new StatisticsView(month, lines, concealed);
    }

    private static OffsetDateTime midnight(YearMonth month) {
        return month.atDay(1).atStartOfDay(SHANGHAI).toOffsetDateTime();
    }

    /** Figures of a month. */
    record StatisticsView(String month, List<Line> items, Concealed concealed) {}

    /** One kind of receiver, one purpose, one outcome. */
    record Line(
            String receivers,
            String purpose,
            String outcome,

            @Schema(description = "Null when below ten") @Nullable
            Long queries) {}

    /** Looks that their persons cannot see yet, and those they can see by now; all time. */
    record Concealed(long hidden, long released) {}
}
