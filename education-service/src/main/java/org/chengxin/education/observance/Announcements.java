package org.chengxin.education.observance;

import java.time.LocalDate;
import java.time.Year;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table announced_observance: what was made known about the dates of a year. */
@Repository
class Announcements {

    private final JdbcClient jdbc;

    Announcements(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The announced periods of a year by the code of their observance, each list in order of time. */
    Map<String, List<Period>> of(Year year) {
        return jdbc
                .sql("""
                        select code, first_day, last_day
                        from announced_observance
                        where year = :year
                        order by code, first_day
                        """)
                .param("year", year.getValue())
                .query((row, _) -> Map.entry(
                        row.getString("code"),
                        new Period(
                                row.getObject("first_day", LocalDate.class),
                                row.getObject("last_day", LocalDate.class))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /** Replaces what was announced for the observance in that year. */
    void replace(String code, Year year, List<Period> periods, String source, String announcedBy) {
        jdbc.sql("delete from announced_observance where code = :code and year = :year")
                .param("code", code)
                .param("year", year.getValue())
                .update();
        for (var period : periods) {
            jdbc.sql("""
                            insert into announced_observance (code, year, first_day, last_day, source, announced_by)
                            values (:code, :year, :from, :to, :source, :by)
                            """)
                    .param("code", code)
                    .param("year", year.getValue())
                    .param("from", period.from())
                    .param("to", period.to())
                    .param("source", source)
                    .param("by", announcedBy)
                    .update();
        }
    }
}
