package org.chengxin.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShapeTest {

    private final Ports ports = Ports.of(0, Map.of());

    @TempDir
    private Path home;

    @Test
    void oneOfEachIsToldNothing() {
        assertThat(new Shape(ports, 1, 1).environment()).isEmpty();
        assertThat(new Shape(ports, 1, 1).kafka()).isEqualTo("localhost:9092");
    }

    @Test
    void servicesAreToldOfAllReplicasAndBrokers() {
        var shape = new Shape(ports, 2, 3);

        assertThat(shape.environment())
                .containsEntry("CHENGXIN_KAFKA", "localhost:9092,localhost:9292,localhost:9492")
                .containsEntry("CHENGXIN_RECORD_URL", "http://localhost:8092,http://localhost:8292")
                .doesNotContainKey("CHENGXIN_GATEWAY_URL");
        assertThat(shape.voters()).isEqualTo("1@127.0.0.1:9093,2@127.0.0.1:9293,3@127.0.0.1:9493");
        assertThat(shape.partsOf(2)).contains(Part.KAFKA, Part.RECORD_SERVICE).doesNotContain(Part.GATEWAY);
        assertThat(shape.partsOf(3)).containsExactly(Part.KAFKA);
    }

    @Test
    void nobodyListensWhereAnotherDoes() {
        var shape = new Shape(ports, 3, 3);

        assertThat(shape.portsOf(2).purposes().keySet())
                .filteredOn(port -> !shape.portsOf(2)
                        .purposes()
                        .get(port)
                        .equals(ports.purposes().get(port)))
                .doesNotContainAnyElementsOf(ports.purposes().keySet())
                .doesNotContainAnyElementsOf(ports.ofNeighbour().purposes().keySet());
    }

    @Test
    void theNumberOfBrokersStaysAsLongAsTheirData() throws Exception {
        var layout = Layout.of(home, Map.of("CHENGXIN_HOME", home.toString()));
        layout.create();
        new Shape(ports, 2, 3).remember(layout);
        assertThat(Shape.remembered(layout, ports)).isEqualTo(new Shape(ports, 2, 3));

        Files.createDirectories(layout.data(Part.KAFKA));

        assertThatThrownBy(() -> new Shape(ports, 2, 1).remember(layout))
                .isInstanceOf(Complaint.class)
                .hasMessageContaining("3 broker(s)");
        new Shape(ports, 1, 3).remember(layout);
        assertThat(Shape.remembered(layout, ports).replicas()).isEqualTo(1);
    }

    @Test
    void twoBrokersAreNoCluster() {
        assertThatThrownBy(() -> new Shape(ports, 1, 2)).hasMessageContaining("1 or 3 brokers");
        assertThatThrownBy(() -> new Shape(ports, 4, 1)).hasMessageContaining("1 to 3 replicas");
    }
}
