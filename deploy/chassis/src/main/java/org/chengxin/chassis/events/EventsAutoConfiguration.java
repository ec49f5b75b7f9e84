package org.chengxin.chassis.events;

import io.micrometer.tracing.Tracer;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.backoff.ExponentialBackOff;
import tools.jackson.databind.json.JsonMapper;

/** Events out and in. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
            "org.chengxin.chassis.time.TimeAutoConfiguration"
        },
        beforeName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
public class EventsAutoConfiguration {

    private static final String ALLOWED_URLS = "org.apache.kafka.sasl.oauthbearer.allowed.urls";

    /** Kafka's clients ask for tokens only at addresses that the process allows. */
    public EventsAutoConfiguration(@Value("${chengxin.web.issuer}") String issuer) {
        if (System.getProperty(ALLOWED_URLS) == null) {
            System.setProperty(ALLOWED_URLS, issuer + "/protocol/openid-connect/token");
        }
    }

    @Bean
    Inbox inbox(JdbcClient jdbc, Clock clock) {
        return new Inbox(jdbc, clock);
    }

    @Bean
    Quarantine quarantine(JdbcClient jdbc, Clock clock) {
        return new Quarantine(jdbc, clock);
    }

    @Bean
    EventBatches eventBatches(Inbox inbox, Quarantine quarantine, PlatformTransactionManager transactions) {
        return new EventBatches(inbox, quarantine, new TransactionTemplate(transactions));
    }

    @Bean
    Relay relay(
            DataSource dataSource,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            KafkaTemplate<String, byte[]> kafka,
            @Value("${spring.application.name}") String application,
            @Value("${chengxin.relay.enabled:true}") boolean enabled) {
        var departures = new Departures(jdbc, new TransactionTemplate(transactions));
        return new Relay(dataSource, departures, kafka, application, enabled);
    }

    @Bean
    Outbox outbox(JdbcClient jdbc, JsonMapper json, Clock clock, Relay relay, ObjectProvider<Tracer> tracer) {
        return new Outbox(jdbc, json, clock, relay, new Traces(tracer));
    }

    /** What reaches the container is a fault that passes: it waits, ever longer up to ten seconds, and goes on. */
    @Bean
    DefaultErrorHandler waitAndGoOn() {
        var pauses = new ExponentialBackOff(500, 2);
        pauses.setMaxInterval(10_000);
        var handler = new DefaultErrorHandler(pauses);
        handler.setLogLevel(org.springframework.kafka.KafkaException.Level.WARN);
        return handler;
    }
}
