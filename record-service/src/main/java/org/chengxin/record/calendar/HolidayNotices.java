package org.chengxin.record.calendar;

import java.time.LocalDate;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The holiday notices as they are in table calendar_day when the service starts. */
@Configuration(proxyBeanMethods = false)
class HolidayNotices {

    private static final Logger LOG = LoggerFactory.getLogger(HolidayNotices.class);

    @Bean
    WorkingDays workingDays(JdbcClient jdbc) {
        var calendar = new WorkingDays(days(jdbc, "HOLIDAY"), days(jdbc, "SWAPPED"));
        LOG.info(
                "Working days follow the State Council's notices of {}; other years count Monday to Friday.",
                calendar.knownYears());
        return calendar;
    }

    private static List<LocalDate> days(JdbcClient jdbc, String kind) {
        return jdbc.sql("select day from calendar_day where kind = :kind order by day")
                .param("kind", kind)
                .query((row, _) -> row.getObject("day", LocalDate.class))
                .list();
    }
}
