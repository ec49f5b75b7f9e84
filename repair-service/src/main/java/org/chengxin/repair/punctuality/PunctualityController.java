package org.chengxin.repair.punctuality;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import org.chengxin.repair.clock.Purpose;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** GET /v1/cases/punctuality: lateness per department, for anybody to read. */
@RestController
@Tag(name = "Punctuality", description = "Lateness per department, no persons")
class PunctualityController {

    private static final String[] BINDING = Arrays.stream(Purpose.values())
            .filter(Purpose::bindsAuthority)
            .map(Enum::name)
            .toArray(String[]::new);

    private final JdbcClient jdbc;
    private final Clock clock;

    PunctualityController(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A month of all departments. */
    record PunctualityView(YearMonth month, List<FigureView> items) {}

    /**
     * What a department did with one kind of period.
     *
     * @param department its code, or REVIEWER
     * @param inTime done by the last day
     * @param late done after it, or run out undone
     * @param running still in time
     * @param overdue past the last day and not done
     */
    record FigureView(
            String department, String rule, Purpose purpose, long inTime, long late, long running, long overdue) {}

    @Operation(summary = "How punctual departments are with the periods that end in a month")
    @Parameter(name = "month", schema = @Schema(type = "string", example = "2026-11"))
    @GetMapping("/v1/cases/punctuality")
    PunctualityView punctuality(@RequestParam(required = false) @Nullable YearMonth month) {
        var today = LocalDate.now(clock);
        var asked = month == null ? YearMonth.from(today) : month;
        return new PunctualityView(asked, figures(asked, today));
    }

    private List<FigureView> figures(YearMonth month, LocalDate today) {
        return jdbc.sql("""
                select owner as department, rule, purpose,
                       count(*) filter (where stopped_on <= due_on) as in_time,
                       count(*) filter (where stopped_on > due_on) as late,
                       count(*) filter (where stopped_on is null and due_on >= :today) as running,
                       count(*) filter (where stopped_on is null and due_on < :today) as overdue
                from case_clock
                where due_on between :first and :last and purpose = any(:binding)
                group by owner, rule, purpose
                order by owner, rule, purpose
                """)
                .param("today", today)
                .param("first", month.atDay(1))
                .param("last", month.atEndOfMonth())
                .param("binding", BINDING)
                .query((row, _) -> new FigureView(
                        row.getString("department"),
                        row.getString("rule"),
                        Purpose.valueOf(row.getString("purpose")),
                        row.getLong("in_time"),
                        row.getLong("late"),
                        row.getLong("running"),
                        row.getLong("overdue")))
                .list();
    }
}
