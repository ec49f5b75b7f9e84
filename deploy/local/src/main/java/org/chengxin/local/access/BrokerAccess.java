package org.chengxin.local.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Brings topics and rights to the broker; what is there already stays as it is. */
public final class BrokerAccess {

    private BrokerAccess() {}

    /**
     * @param administrator how to reach the broker as its super user
     * @param brokers of the cluster; new topics wait until all are there, and each has a copy
     */
    public static void apply(Properties administrator, int brokers) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(administrator)) {
            Set<String> present = admin.listTopics().names().get();
            List<NewTopic> missing = Topic.all().stream()
                    .filter(topic -> !present.contains(topic.name()))
                    .map(topic -> new NewTopic(
                                    topic.name(), Optional.of(topic.partitions()), Optional.of((short) brokers))
                            .configs(topic.settings()))
                    .toList();
            while (!missing.isEmpty() && admin.describeCluster().nodes().get().size() < brokers) {
                TimeUnit.MILLISECONDS.sleep(200);
            }
            admin.createTopics(missing).all().get();
            List<AclBinding> rights = bindings();
            admin.createAcls(rights).all().get();
            untilKnown(admin, rights);
        }
    }

    /** Rights are written down by the controller first; whoever signs in before the broker has read them is refused. */
    private static void untilKnown(Admin admin, List<AclBinding> rights)
            throws InterruptedException, ExecutionException {
        while (!Set.copyOf(admin.describeAcls(AclBindingFilter.ANY).values().get())
                .containsAll(rights)) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    static List<AclBinding> bindings() {
        List<AclBinding> bindings = new ArrayList<>();
        for (Grant grant : Grant.all()) {
            ResourceType type = grant.right() == Grant.Right.JOIN_GROUP ? ResourceType.GROUP : ResourceType.TOPIC;
            PatternType pattern = grant.prefix() ? PatternType.PREFIXED : PatternType.LITERAL;
            operations(grant.right())
                    .map(operation -> new AclBinding(
                            new ResourcePattern(type, grant.name(), pattern),
                            new AccessControlEntry(
                                    "User:" + grant.clientId(), "*", operation, AclPermissionType.ALLOW)))
                    .forEach(bindings::add);
        }
        return bindings;
    }

    private static Stream<AclOperation> operations(Grant.Right right) {
        return switch (right) {
            case WRITE_TOPIC -> Stream.of(AclOperation.WRITE, AclOperation.DESCRIBE);
            case READ_TOPIC -> Stream.of(AclOperation.READ, AclOperation.DESCRIBE);
            case JOIN_GROUP -> Stream.of(AclOperation.READ);
        };
    }

    /** Settings of a client that signs in with a token of the realm. */
    public static Map<String, Object> clientSettings(String bootstrap, String realm, String clientId) {
        return Map.of(
                "bootstrap.servers",
                bootstrap,
                "client.id",
                clientId,
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "OAUTHBEARER",
                "sasl.login.callback.handler.class",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler",
                "sasl.oauthbearer.token.endpoint.url",
                realm + "/protocol/openid-connect/token",
                "sasl.oauthbearer.client.credentials.client.id",
                clientId,
                "sasl.oauthbearer.client.credentials.client.secret",
                LocalSecrets.ofClient(clientId),
                "sasl.jaas.config",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required clientId=\"" + clientId
                        + "\" clientSecret=\"" + LocalSecrets.ofClient(clientId) + "\";");
    }
}
