package org.chengxin.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PreflightTest {

    private static final Map<Integer, String> PORTS = Map.of(8080, "gateway");

    @Test
    void aGoodMachineIsNotObjectedTo() {
        assertThat(Preflight.objection(new Sample(25, 8L << 30, 20L << 30, Set.of()), PORTS, true))
                .isEmpty();
    }

    @Test
    void aTakenPortIsNamedWithItsPurposeAndTheWayOut() {
        var objection = Preflight.objection(new Sample(25, 8L << 30, 20L << 30, Set.of(8080)), PORTS, true);

        assertThat(objection)
                .contains("Port 8080 (gateway) is taken by another program: end it, or choose other ports with"
                        + " --port-offset 1000.");
    }

    @Test
    void anotherJavaIsRefused() {
        var objection = Preflight.objection(new Sample(21, 8L << 30, 20L << 30, Set.of()), PORTS, true);

        assertThat(objection).contains("Chengxin runs on JDK 25, this is Java 21: set JAVA_HOME to a JDK 25.");
    }

    @Test
    void tooLittleMemoryIsTold() {
        var objection = Preflight.objection(new Sample(25, 1L << 30, 20L << 30, Set.of()), PORTS, true);

        assertThat(objection)
                .contains("The suite needs 3.4 GiB of free memory, 1.0 GiB are free: close other programs.");
    }

    @Test
    void memoryIsNotAskedForWhenOnlyAPartIsStarted() {
        assertThat(Preflight.objection(new Sample(25, 1L << 30, 20L << 30, Set.of()), PORTS, false))
                .isEmpty();
    }

    @Test
    void tooLittleDiskIsTold() {
        var objection = Preflight.objection(new Sample(25, 8L << 30, 1L << 30, Set.of()), PORTS, true);

        assertThat(objection)
                .hasValueSatisfying(sentence ->
                        assertThat(sentence).startsWith("The suite needs 3.0 GiB of free disk, 1.0 GiB are free"));
    }

    private record Sample(int javaFeature, long freeMemory, long freeDisk, Set<Integer> taken)
            implements Preflight.Machine {

        @Override
        public String system() {
            return "Linux amd64";
        }

        @Override
        public boolean portFree(int port) {
            return !taken.contains(port);
        }
    }
}
