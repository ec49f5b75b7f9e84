package org.chengxin.journeys;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/**
 * A batch that is asked line by line and answered meanwhile: HTTP/1.1 in both directions at once, which the client of the
 * JDK does not do.
 */
final class BatchStream implements AutoCloseable {

    private final Socket socket;
    private final OutputStream questions;
    private final List<JsonNode> answers = new CopyOnWriteArrayList<>();
    private final Thread reader;
    private volatile String status = "";

    BatchStream(URI gateway, String path, String token) throws IOException {
        socket = new Socket(gateway.getHost(), gateway.getPort());
        questions = socket.getOutputStream();
        write("POST " + path + " HTTP/1.1\r\nHost: " + gateway.getAuthority() + "\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n");
        reader = Thread.ofVirtual().start(this::read);
    }

    /** Sends a line; nothing waits for its answer. */
    void ask(Object question) throws IOException {
        byte[] line = (Api.JSON.writeValueAsString(question) + "\n").getBytes(StandardCharsets.UTF_8);
        write(Integer.toHexString(line.length) + "\r\n");
        questions.write(line);
        write("\r\n");
    }

    /** What has been answered until now, in order. */
    List<JsonNode> answers() {
        return List.copyOf(answers);
    }

    /** First line of the answer's head; empty until it is there. */
    String status() {
        return status;
    }

    /** Ends the questions and waits for the last answer. */
    List<JsonNode> finish() throws IOException, InterruptedException {
        write("0\r\n\r\n");
        reader.join(CaseDesk.PATIENCE);
        return answers();
    }

    private void write(String text) throws IOException {
        questions.write(text.getBytes(StandardCharsets.UTF_8));
        questions.flush();
    }

    private void read() {
        try {
            var in = new BufferedInputStream(socket.getInputStream());
            status = line(in);
            while (!line(in).isEmpty()) {
                // Of the head only the status counts here.
            }
            var rest = new ByteArrayOutputStream();
            for (int size = size(in); size > 0; size = size(in)) {
                for (byte sign : in.readNBytes(size)) {
                    if (sign == '\n') {
                        answers.add(Api.JSON.readTree(rest.toByteArray()));
                        rest.reset();
                    } else {
                        rest.write(sign);
                    }
                }
                line(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int size(InputStream in) throws IOException {
        return Integer.parseInt(line(in).split(";", 2)[0].strip(), 16);
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int sign = in.read(); sign != '\n'; sign = in.read()) {
            if (sign < 0) {
                throw new IOException("the answer broke off");
            }
            if (sign != '\r') {
                line.append((char) sign);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
