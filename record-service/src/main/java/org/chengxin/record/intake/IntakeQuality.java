package org.chengxin.record.intake;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.chengxin.record.calendar.WorkingDays;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How well a provider does its part: volume, timeliness, errors, silence, month by month. */
@Component
class IntakeQuality {

    /** transfer within seven working days after the determination became final. */
    static final int IN_TIME_WORKING_DAYS = 7;

    private static final int MONTHS_LOOKED_AT = 12;
    private static final String SHANGHAI = "Asia/Shanghai";

    private final JdbcClient jdbc;
    private final WorkingDays calendar;

    IntakeQuality(JdbcClient jdbc, WorkingDays calendar) {
        this.jdbc = jdbc;
        this.calendar = calendar;
    }

    /**
     * One month of one provider.
     *
     * @param month like 2026-11
     * @param events by their outcome, as they came over Kafka
     * @param errorRate refused events among all, 0 when there were none
     * @param refusals by the type of the problem
     * @param records first reported in the month, on any way
     * @param late of them, those that came later than seven working days after they were final
     * @param silentMonths of the twelve months up to this one, those without a record after the first that had some
     */
    record Quality(
            String provider,
            String month,
            Map<String, Long> events,
            double errorRate,
            Map<String, Long> refusals,
            long records,
            long late,
            int inTimeWorkingDays,
            List<String> silentMonths) {}

    @Transactional(readOnly = true)
    public Quality of(String provider, YearMonth month) {
        var events = counts("""
                select outcome as name, count(*) as count
                  from intake_event
                 where provider = :provider and decided_at >= :from and decided_at < :to
                 group by outcome
                """, provider, month);
        var refusals = counts("""
                select problem ->> 'type' as name, count(*) as count
                  from rejection
                 where provider = :provider and received_at >= :from and received_at < :to
                 group by problem ->> 'type'
                """, provider, month);
        var all = events.values().stream().mapToLong(Long::longValue).sum();
        var arrivals = arrivals(provider, month);
        return new Quality(
                provider,
                month.toString(),
                events,
                all == 0 ? 0 : (double) events.getOrDefault("REJECTED", 0L) / all,
                refusals,
                arrivals.stream().mapToLong(Arrived::count).sum(),
                arrivals.stream().filter(this::isLate).mapToLong(Arrived::count).sum(),
                IN_TIME_WORKING_DAYS,
                silentMonths(provider, month));
    }

    private record Arrived(LocalDate finalOn, LocalDate reportedOn, long count) {}

    private boolean isLate(Arrived arrived) {
        return arrived.reportedOn().isAfter(calendar.plus(arrived.finalOn(), IN_TIME_WORKING_DAYS));
    }

    private List<Arrived> arrivals(String provider, YearMonth month) {
        return jdbc.sql("""
                        select coalesce(final_on, effective_on) as final_on,
                               (reported_at at time zone 'Asia/Shanghai')::date as reported_on, count(*) as count
                          from record
                         where provider = :provider and reported_at >= :from and reported_at < :to
                         group by 1, 2
                        """)
                .param("provider", provider)
                .param("from", start(month))
                .param("to", start(month.plusMonths(1)))
                .query((row, _) -> new Arrived(
                        row.getObject("final_on", LocalDate.class),
                        row.getObject("reported_on", LocalDate.class),
                        row.getLong("count")))
                .list();
    }

    /** A source that has sent and then goes silent is a gap that nobody else would notice. */
    private List<String> silentMonths(String provider, YearMonth month) {
        var first = month.minusMonths(MONTHS_LOOKED_AT - 1L);
        var heard = jdbc.sql("""
                        select distinct to_char(reported_at at time zone 'Asia/Shanghai', 'YYYY-MM') as month
                          from record
                         where provider = :provider and reported_at >= :from and reported_at < :to
                         order by 1
                        """)
                .param("provider", provider)
                .param("from", start(first))
                .param("to", start(month.plusMonths(1)))
                .query((row, _) -> YearMonth.parse(row.getString("month")))
                .list();
        if (heard.isEmpty()) {
            return List.of();
        }
        return Stream.iterate(heard.getFirst(), next -> !next.isAfter(month), next -> next.plusMonths(1))
                .filter(one -> !heard.contains(one))
                .map(YearMonth::toString)
                .toList();
    }

    private Map<String, Long> counts(String sql, String provider, YearMonth month) {
        var counts = new TreeMap<String, Long>();
        jdbc.sql(sql)
                .param("provider", provider)
                .param("from", start(month))
                .param("to", start(month.plusMonths(1)))
                .query((row, _) -> Map.entry(row.getString("name"), row.getLong("count")))
                .list()
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    private static OffsetDateTime start(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneId.of(SHANGHAI)).toOffsetDateTime();
    }
}
