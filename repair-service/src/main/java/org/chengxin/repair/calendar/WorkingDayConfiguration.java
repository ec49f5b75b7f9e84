package org.chengxin.repair.calendar;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;

/** Reads the calendar: a new year's notice is a few lines of data, each with the number of the notice. */
@Configuration
class WorkingDayConfiguration {

    @Bean
    WorkingDays workingDays(@Value("classpath:calendar/swapped-days.csv") Resource notices) throws IOException {
        return new WorkingDays(notices.getContentAsString(StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .map(line -> line.split(",", -1))
                .collect(Collectors.toMap(
                        columns -> LocalDate.parse(columns[0]), columns -> WorkingDays.Kind.valueOf(columns[1]))));
    }
}
