package org.chengxin.repair.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;

class VirusScanTest {

    static final byte[] FILE = new byte[150_000];
    static final Environment ANYWHERE = new MockEnvironment();

    @Test
    void withoutAScannerProductionDoesNotStart() {
        var production = new MockEnvironment();
        production.setActiveProfiles("production");

        assertThatThrownBy(() -> new VirusScan("", production)).hasMessageContaining("CHENGXIN_CLAMD");
        assertThat(new VirusScan("127.0.0.1:3310", production)).isNotNull();
    }

    @Test
    void withoutAScannerNothingIsAsked() {
        assertThat(new VirusScan("", ANYWHERE).scan(FILE)).isEqualTo(VirusScan.Finding.CLEAN);
    }

    @ParameterizedTest(name = "clamd says {0}: {1}")
    @CsvSource({
        "stream: OK, CLEAN",
        "stream: Win.Test.EICAR_HDB-1 FOUND, INFECTED",
        "INSTREAM size limit exceeded. ERROR, UNANSWERED",
        "'', UNANSWERED",
    })
    void theScannersAnswerIsTaken(String says, VirusScan.Finding finding) throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var received = CompletableFuture.supplyAsync(() -> clamd(server, says));

            var found = new VirusScan("127.0.0.1:" + server.getLocalPort(), ANYWHERE).scan(FILE);

            assertThat(found).isEqualTo(finding);
            assertThat(received.get()).isEqualTo(FILE.length);
        }
    }

    @Test
    void aScannerThatIsAwayIsNoScanner() throws Exception {
        int port;
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
        }

        assertThat(new VirusScan("127.0.0.1:" + port, ANYWHERE).scan(FILE)).isEqualTo(VirusScan.Finding.UNANSWERED);
    }

    private static int clamd(ServerSocket server, String says) {
        try (var socket = server.accept()) {
            var in = new DataInputStream(socket.getInputStream());
            assertThat(new String(in.readNBytes(10), StandardCharsets.US_ASCII)).isEqualTo("zINSTREAM\0");
            int received = 0;
            for (int length = in.readInt(); length > 0; length = in.readInt()) {
                received += in.readNBytes(length).length;
            }
            socket.getOutputStream().write(says.getBytes(StandardCharsets.US_ASCII));
            return received;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
