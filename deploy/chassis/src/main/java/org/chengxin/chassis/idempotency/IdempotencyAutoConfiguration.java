package org.chengxin.chassis.idempotency;

import java.time.Clock;
import org.chengxin.chassis.problem.ProblemWriter;
import org.chengxin.chassis.secret.PurposeKeys;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
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
    KeyedPosts keyedPosts(
            IdempotencyKeys keys,
            PlatformTransactionManager transactions,
            ProblemWriter problems,
            PurposeKeys purposes) {
        var repetition = new Repetition(keys, problems);
        return new KeyedPosts(
                new OneTransaction(keys, repetition, new TransactionTemplate(transactions)),
                new Leased(keys, repetition),
                problems,
                purposes.hmac("idempotency"));
    }

    /** Asked for when the first request comes: the web layer is built before the rest. */
    @Bean
    static WebMvcRegistrations keyedHandlers(
            ObjectProvider<KeyedPosts> keyed,
            @Qualifier("handlerExceptionResolver") ObjectProvider<HandlerExceptionResolver> refusals) {
        return new WebMvcRegistrations() {
            @Override
            public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
                return new KeyedHandlers(keyed::getObject, refusals::getObject);
            }
        };
    }
}
