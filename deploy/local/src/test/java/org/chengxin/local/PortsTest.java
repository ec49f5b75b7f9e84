package org.chengxin.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {

    @Test
    void anOffsetMovesAll() {
        var ports = Ports.of(1000, Map.of());

        assertThat(ports.of(Part.GATEWAY)).isEqualTo(9080);
        assertThat(ports.of(Part.POSTGRESQL)).isEqualTo(6433);
        assertThat(ports.kafkaController()).isEqualTo(10093);
    }

    @Test
    void onePortMayBeSetByArgumentOrByEnvironment() {
        var arguments = Arguments.of(
                List.of("--port", "gateway:18080", "--no-demo"), Map.of("CHENGXIN_PORT_RECORD_SERVICE", "18092"));

        var ports = Ports.of(arguments.portOffset(), arguments.ports());

        assertThat(ports.of(Part.GATEWAY)).isEqualTo(18080);
        assertThat(ports.of(Part.RECORD_SERVICE)).isEqualTo(18092);
        assertThat(ports.of(Part.KEYCLOAK)).isEqualTo(8081);
        assertThat(arguments.demo()).isFalse();
    }

    @Test
    void theyAreFoundAgainInTheFolderOfTheSuite(@TempDir Path home) {
        var layout = new Layout(home, home, home);
        var ports = Ports.of(7, Map.of("kafka-internal", 30_000));

        assertThat(Ports.remembered(layout)).isEmpty();
        ports.remember(layout);

        assertThat(Ports.remembered(layout)).contains(ports);
    }

    @Test
    void theNeighbourHasAPlaceOfItsOwnWhereverTheSuiteIs() {
        var ports = Ports.of(1000, Map.of("sharing-service", 20_000));
        var neighbour = ports.ofNeighbour();

        assertThat(neighbour.of(Part.SHARING_SERVICE)).isEqualTo(20_100);
        assertThat(neighbour.of(Part.KEYCLOAK)).isEqualTo(ports.of(Part.KEYCLOAK));
        assertThat(List.of(neighbour.of(Part.KAFKA), neighbour.kafkaController(), neighbour.kafkaInternal()))
                .doesNotContainAnyElementsOf(ports.purposes().keySet());
    }

    @Test
    void onePortForTwoPartsIsRefused() {
        assertThatThrownBy(() -> Ports.of(0, Map.of("gateway", 8081)).purposes())
                .isInstanceOf(Complaint.class)
                .hasMessage("Port 8081 is given to both keycloak and gateway.");
    }

    @Test
    void anUnknownPartOrOptionIsRefusedWithAHint() {
        assertThatThrownBy(() -> Ports.of(0, Map.of("geteway", 1)))
                .hasMessage("There is no part \"geteway\" that has a port.");
        assertThatThrownBy(() -> Arguments.of(List.of("--detatch"), Map.of()))
                .hasMessageStartingWith("There is no option --detatch");
    }
}
