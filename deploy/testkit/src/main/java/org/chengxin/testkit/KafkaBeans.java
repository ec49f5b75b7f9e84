package org.chengxin.testkit;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** What tests with a broker have injected as well. */
@TestConfiguration(proxyBeanMethods = false)
class KafkaBeans {

    @Bean(destroyMethod = "close")
    KafkaProbe kafkaProbe() {
        return new KafkaProbe(Infrastructure.kafka().getBrokersAsString());
    }
}
