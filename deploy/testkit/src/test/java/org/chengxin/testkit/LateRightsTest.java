package org.chengxin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.event.ConsumerRetryAuthEvent;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.event.KafkaEvent;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

/** A service may start before the broker knows its rights; a broker of its own that lets nobody read yet. */
@SpringBootTest
@ContextConfiguration(initializers = LateRightsTest.BrokerThatRefuses.class)
@Import({TestBeans.class, LateRightsTest.Refusals.class})
@DirtiesContext
class LateRightsTest {

    private static final String TOPIC = "case-changes";
    private static final AclBinding REFUSAL = new AclBinding(
            new ResourcePattern(ResourceType.TOPIC, TOPIC, PatternType.LITERAL),
            new AccessControlEntry("User:*", "*", AclOperation.READ, AclPermissionType.DENY));
    private static final AclBinding MAY_WRITE = new AclBinding(
            REFUSAL.pattern(), new AccessControlEntry("User:*", "*", AclOperation.ALL, AclPermissionType.ALLOW));

    @Autowired
    private SampleApplication.Listener listener;

    @Autowired
    private Refusals refusals;

    @Test
    void aListenerThatIsRefusedTriesAgainAndReadsOnceItMay() throws Exception {
        String name = UUID.randomUUID().toString();
        try (var probe = new KafkaProbe(BrokerThatRefuses.broker.getBrokersAsString())) {
            probe.sendStructured(TOPIC, name, """
                    {"specversion": "1.0", "id": "%s", "source": "/test", "type": "thing.seen.v1",
                     "datacontenttype": "application/json", "data": {"name": "%s"}}""".formatted(UUID.randomUUID(), name));
        }
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> !refusals.seen.isEmpty());
        assertThat(listener.applied).isEmpty();

        try (var admin = BrokerThatRefuses.administrator()) {
            admin.deleteAcls(List.of(REFUSAL.toFilter())).all().get();
        }

        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> listener.applied.contains(name));
    }

    /** How the broker's refusals reached the container: it tries again, or it has stopped. */
    static class Refusals {

        private final List<KafkaEvent> seen = new CopyOnWriteArrayList<>();

        @EventListener({ConsumerRetryAuthEvent.class, ConsumerStoppedEvent.class})
        void on(KafkaEvent event) {
            seen.add(event);
        }
    }

    static class BrokerThatRefuses extends Infrastructure.WithoutKafka {

        private static EmbeddedKafkaBroker broker;

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            super.initialize(context);
            broker = new EmbeddedKafkaKraftBroker(1, 1, TOPIC)
                    .brokerProperties(Map.of(
                            "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                            "allow.everyone.if.no.acl.found", "true",
                            "group.initial.rebalance.delay.ms", "0"));
            broker.afterPropertiesSet();
            try (var admin = administrator()) {
                admin.createAcls(List.of(MAY_WRITE, REFUSAL)).all().get();
                Awaitility.await()
                        .atMost(Duration.ofMinutes(1))
                        .until(() -> admin.describeAcls(REFUSAL.toFilter())
                                        .values()
                                        .get()
                                        .size()
                                == 1);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            context.addApplicationListener(event -> {
                if (event instanceof org.springframework.context.event.ContextClosedEvent) {
                    broker.destroy();
                }
            });
            TestPropertyValues.of("spring.kafka.bootstrap-servers=" + broker.getBrokersAsString())
                    .applyTo(context);
        }

        private static Admin administrator() {
            return Admin.create(Map.of("bootstrap.servers", broker.getBrokersAsString()));
        }
    }
}
