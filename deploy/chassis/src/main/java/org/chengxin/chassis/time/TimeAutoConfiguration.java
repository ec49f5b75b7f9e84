package org.chengxin.chassis.time;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The one clock of a service; a legal day is a day of its zone. */
@AutoConfiguration
public class TimeAutoConfiguration {

    /** @param offset moves the clock in local mode, to see what a later day brings */
    @Bean
    @ConditionalOnMissingBean
    Clock clock(@Value("${chengxin.clock.zone}") ZoneId zone, @Value("${chengxin.clock.offset}") Duration offset) {
        return Clock.offset(Clock.system(zone), offset);
    }
}
