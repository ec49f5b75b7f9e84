package org.chengxin.gateway.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.chengxin.gateway.AtTheGateway;
import org.junit.jupiter.api.Test;

class StreamingTest extends AtTheGateway {

    private static final String TOKEN = TOKENS.system("national-platform");

    @Test
    void aLineArrivesWhileTheNextIsNotWritten() throws Exception {
        var firstArrived = new CountDownLatch(1);
        SHARING.does((_, response) -> {
            response.setContentType("application/x-ndjson");
            var out = response.getOutputStream();
            out.write("{\"position\":1}\n".getBytes(UTF_8));
            out.flush();
            waitFor(firstArrived);
            out.write("{\"position\":2}\n".getBytes(UTF_8));
        });

        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(
                    HttpRequest.newBuilder(uri("/v1/feeds/national/changes?after=0"))
                            .header("Authorization", "Bearer " + TOKEN)
                            .build(),
                    BodyHandlers.ofInputStream());
            var lines = answer.body();

            assertThat(line(lines)).isEqualTo("{\"position\":1}");
            firstArrived.countDown();
            assertThat(line(lines)).isEqualTo("{\"position\":2}");
            assertThat(lines.read()).isNegative();
        }
    }

    @Test
    void aLongPollMayWaitLongerThanAnOrdinaryAnswer() throws Exception {
        SHARING.does((_, response) -> {
            // Nothing to be heard for longer than an ordinary answer may take.
            waitFor(new CountDownLatch(1), Duration.ofSeconds(5));
            response.addHeader("X-Next-Position", "0");
        });

        var answer = get("/v1/feeds/national/changes?after=0&wait=5", TOKEN);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "X-Next-Position")).isEqualTo("0");
    }

    @Test
    void eachLineOfABatchIsAnsweredBeforeTheNextIsSent() throws Exception {
        SHARING.does(StreamingTest::answersLineByLine);

        try (var socket = batch()) {
            var out = socket.getOutputStream();
            var in = new BufferedInputStream(socket.getInputStream());

            chunk(out, "{\"ref\":1}\n");
            assertThat(head(in)).startsWith("HTTP/1.1 200");
            assertThat(chunk(in)).isEqualTo("{\"ref\":1}\n");
            chunk(out, "{\"ref\":2}\n");
            assertThat(chunk(in)).isEqualTo("{\"ref\":2}\n");
            chunk(out, "");
            assertThat(chunk(in)).isEmpty();
        }
    }

    @Test
    void aBatchAndItsAnswerFlowAtTheSameTimeHoweverLongTheyAre() throws Exception {
        var line = ("{\"ref\":\"" + "x".repeat(990) + "\"}\n").getBytes(UTF_8);
        var lines = 20_000;
        SHARING.does(StreamingTest::answersLineByLine);

        try (var socket = batch()) {
            var in = new BufferedInputStream(socket.getInputStream());
            var out = socket.getOutputStream();
            var sender = Thread.ofVirtual().start(() -> {
                try {
                    for (var i = 0; i < lines; i++) {
                        chunk(out, line);
                    }
                    chunk(out, new byte[0]);
                } catch (IOException _) {
                    // The reader below sees what is missing.
                }
            });
            assertThat(head(in)).startsWith("HTTP/1.1 200");
            long received = 0;
            for (var piece = chunk(in); !piece.isEmpty(); piece = chunk(in)) {
                received += piece.length();
            }

            assertThat(received).isEqualTo((long) lines * line.length);
            sender.join();
        }
    }

    @Test
    void whenTheClientLeavesTheServiceIsToldByItsConnection() throws Exception {
        var told = new AtomicBoolean();
        SHARING.does((_, response) -> {
            response.setContentType("application/x-ndjson");
            try {
                while (true) {
                    response.getOutputStream().write(new byte[64 * 1024]);
                    response.flushBuffer();
                }
            } catch (IOException _) {
                told.set(true);
            }
        });

        try (var socket = new Socket("127.0.0.1", port)) {
            request(socket, "GET /v1/feeds/national/snapshot HTTP/1.1", "");
            head(new BufferedInputStream(socket.getInputStream()));
        }

        await().atMost(Duration.ofSeconds(60)).untilTrue(told);
    }

    private static void answersLineByLine(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/x-ndjson");
        var in = request.getInputStream();
        var out = response.getOutputStream();
        var buffer = new byte[8192];
        for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            out.write(buffer, 0, read);
            out.flush();
        }
    }

    private Socket batch() throws IOException {
        var socket = new Socket("127.0.0.1", port);
        request(socket, "POST /v1/queries/batch HTTP/1.1", "Transfer-Encoding: chunked\r\n");
        return socket;
    }

    private static void request(Socket socket, String line, String more) throws IOException {
        socket.setSoTimeout(60_000);
        socket.getOutputStream()
                .write((line + "\r\nHost: localhost\r\nAuthorization: Bearer " + TOKEN
                                + "\r\nContent-Type: application/x-ndjson\r\n" + more + "\r\n")
                        .getBytes(UTF_8));
    }

    private static void chunk(OutputStream out, String text) throws IOException {
        chunk(out, text.getBytes(UTF_8));
    }

    private static void chunk(OutputStream out, byte[] bytes) throws IOException {
        var head = (Integer.toHexString(bytes.length) + "\r\n").getBytes(UTF_8);
        var whole = Arrays.copyOf(head, head.length + bytes.length + 2);
        System.arraycopy(bytes, 0, whole, head.length, bytes.length);
        whole[whole.length - 2] = '\r';
        whole[whole.length - 1] = '\n';
        out.write(whole);
        out.flush();
    }

    private static String chunk(InputStream in) throws IOException {
        var size = Integer.parseInt(line(in).strip(), 16);
        var bytes = in.readNBytes(size);
        line(in);
        return new String(bytes, UTF_8);
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        for (var line = line(in); !line.isBlank(); line = line(in)) {
            head.append(line).append('\n');
        }
        return head.toString();
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString();
    }

    private static void waitFor(CountDownLatch event) {
        waitFor(event, Duration.ofSeconds(60));
    }

    private static void waitFor(CountDownLatch event, Duration atMost) {
        try {
            event.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
