package org.chengxin.incentive.measures;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;

/** The measures are data: the published code lists, read at the start. */
@Configuration
class MeasureConfiguration {

    @Bean
    Measures measures(
            @Value("classpath:measures/incentive-measures.csv") Resource incentives,
            @Value("classpath:measures/sanction-measures.csv") Resource sanctions)
            throws IOException {
        return Measures.read(
                incentives.getContentAsString(StandardCharsets.UTF_8),
                sanctions.getContentAsString(StandardCharsets.UTF_8));
    }
}
