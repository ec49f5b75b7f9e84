package org.chengxin.chassis.idempotency;

import java.time.Clock;
import java.util.Set;
import org.chengxin.chassis.problem.ProblemWriter;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Idempotency keys for every POST of every service. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
            "org.chengxin.chassis.problem.ProblemAutoConfiguration",
            "org.chengxin.chassis.time.TimeAutoConfiguration"
        })
public class IdempotencyAutoConfiguration {

    @Bean
    IdempotencyKeys idempotencyKeys(JdbcClient jdbc, Clock clock, JsonMapper json) {
        return new IdempotencyKeys(jdbc, clock, json);
    }

    @Bean
    KeyedTransaction keyedTransaction(IdempotencyKeys keys, PlatformTransactionManager transactions, JsonMapper json) {
        return new KeyedTransaction(keys, new TransactionTemplate(transactions), json);
    }

    @Bean
    FilterRegistrationBean<IdempotencyFilter> idempotencyFilter(
            IdempotencyKeys keys,
            PlatformTransactionManager transactions,
            ProblemWriter problems,
            @Value("${chengxin.idempotency.reading-paths:}") Set<String> readingPaths,
            @Value("${chengxin.idempotency.asking-paths:}") Set<String> askingPaths,
            @Value("${chengxin.cursor-key}") String key) {
        var repetition = new Repetition(keys, problems);
        var filter = new IdempotencyFilter(
                new OneTransaction(keys, repetition, new TransactionTemplate(transactions)),
                new Leased(keys, repetition),
                problems,
                readingPaths,
                askingPaths,
                key);
        var registration = new FilterRegistrationBean<>(filter);
        // After the security chain (-100): a key belongs to a caller.
        registration.setOrder(0);
        registration.addUrlPatterns("/v1/*");
        return registration;
    }
}
