package org.chengxin.chassis.housekeeping;

import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Scheduled work, ours and the service's. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
            "org.chengxin.chassis.time.TimeAutoConfiguration"
        })
@EnableScheduling
public class HousekeepingAutoConfiguration {

    @Bean
    Housekeeping housekeeping(JdbcClient jdbc, Clock clock) {
        return new Housekeeping(jdbc, clock);
    }
}
