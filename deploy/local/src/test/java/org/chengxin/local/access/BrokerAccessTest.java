package org.chengxin.local.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokerAccessTest {

    private final List<AclBinding> bindings = BrokerAccess.bindings();

    @Test
    void everyDepartmentHasItsTwoTopics() {
        var names = Topic.all().stream().map(Topic::name).toList();

        assertThat(names).doesNotHaveDuplicates().hasSize(2 * Department.all().size() + 5);
        assertThat(names).contains("intake.prov-state-tax", "receipts.prov-state-tax", "record-changes");
    }

    @Test
    void intakeIsKeptForSevenDaysAndTheSharedTopicsForEver() {
        assertThat(topic("intake.prov-edu").settings()).containsEntry("retention.ms", "604800000");
        assertThat(topic("record-changes").settings()).containsEntry("retention.ms", "-1");
    }

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource({
        "dept-prov-state-tax, WRITE, intake.prov-state-tax, true",
        "dept-prov-state-tax, WRITE, intake.prov-local-tax, false",
        "dept-prov-state-tax, READ,  intake.prov-state-tax, false",
        "dept-prov-state-tax, READ,  receipts.prov-state-tax, true",
        "dept-prov-state-tax, READ,  receipts.prov-psb, false",
        "dept-prov-state-tax, WRITE, receipts.prov-state-tax, false",
        "dept-prov-state-tax, READ,  record-changes, false",
        "record-service, READ, intake.prov-state-tax, true",
        "record-service, WRITE, intake.prov-state-tax, false",
        "record-service, WRITE, receipts.prov-psb, true",
        "record-service, WRITE, record-changes, true",
        "sharing-service, READ, record-changes, true",
        "sharing-service, WRITE, record-changes, false",
        "repair-service, WRITE, case-changes, true",
        "identity-service, READ, intake.prov-psb, false",
        "prefecture-530100, WRITE, intake.prov-psb, false",
    })
    void aClientMayDoWhatTheContractSaysAndNothingElse(
            String client, AclOperation operation, String topic, boolean may) {
        assertThat(bindings.stream().anyMatch(allows(client, operation, topic))).isEqualTo(may);
    }

    @Test
    void noGroupPrefixReachesIntoTheGroupsOfAnotherClient() {
        var clients = Participant.all().stream()
                .filter(participant -> participant.kind() == Participant.Kind.CLIENT)
                .map(Participant::name)
                .toList();

        assertThat(clients)
                .allSatisfy(client -> assertThat(clients.stream()
                                .filter(other -> !other.equals(client))
                                .filter(other -> other.startsWith(client)))
                        .isEmpty());
    }

    private static Predicate<AclBinding> allows(String client, AclOperation operation, String topic) {
        return binding -> binding.entry().principal().equals("User:" + client)
                && binding.entry().operation() == operation
                && binding.pattern().resourceType() == ResourceType.TOPIC
                && (binding.pattern().patternType() == PatternType.PREFIXED
                        ? topic.startsWith(binding.pattern().name())
                        : topic.equals(binding.pattern().name()));
    }

    private static Topic topic(String name) {
        return Optional.of(name)
                .flatMap(wanted -> Topic.all().stream()
                        .filter(topic -> topic.name().equals(wanted))
                        .findFirst())
                .orElseThrow();
    }
}
