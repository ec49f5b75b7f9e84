package org.chengxin.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A request written byte by byte, as no client library would: for targets, headers and lengths that a well-meaning client
 * mends before it sends them.
 */
public final class RawRequest {

    private static final int SILENCE_MILLIS = 60_000;

    private final StringBuilder head = new StringBuilder();
    private byte[] body = {};

    private RawRequest(String line) {
        head.append(line).append("\r\nHost: localhost\r\nConnection: close\r\n");
    }

    /**
     * What came back.
     *
     * @param headers by name in lower case; of several of one name the last
     */
    public record Answer(int status, Map<String, String> headers, String body) {

        /** Without parameters; empty when it says nothing of it. */
        public String contentType() {
            return headers.getOrDefault("content-type", "")
                    .replaceFirst(";.*", "")
                    .strip();
        }

        /** Whether it is refused as every refusal is: a problem, with the headers that keep browsers safe. */
        public boolean isProblem() {
            return status >= 400
                    && contentType().equals("application/problem+json")
                    && body.contains("\"type\":\"urn:chengxin:problem:")
                    && headers.getOrDefault("x-content-type-options", "").equals("nosniff");
        }
    }

    /** @param target written as it is, characters above U+007F in UTF-8 */
    public static RawRequest of(String method, String target) {
        return new RawRequest(method + " " + target + " HTTP/1.1");
    }

    public RawRequest header(String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
        return this;
    }

    public RawRequest token(String token) {
        return header("Authorization", "Bearer " + token);
    }

    /** A body in UTF-8 with its true length. */
    public RawRequest body(String content) {
        body = content.getBytes(StandardCharsets.UTF_8);
        return header("Content-Length", Integer.toString(body.length));
    }

    public RawRequest json(String content) {
        return header("Content-Type", "application/json").body(content);
    }

    /** @throws UncheckedIOException when the server says nothing for a minute */
    public Answer send(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(SILENCE_MILLIS);
            var out = socket.getOutputStream();
            out.write((head + "\r\n").getBytes(StandardCharsets.UTF_8));
            out.write(body);
            out.flush();
            return answer(socket.getInputStream().readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer answer(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        var end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new IllegalStateException("no answer in HTTP: " + text);
        }
        var lines = text.substring(0, end).split("\r\n");
        var headers = new LinkedHashMap<String, String>();
        for (int i = 1; i < lines.length; i++) {
            var parts = lines[i].split(":", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
        }
        var content = text.substring(end + 4);
        return new Answer(
                Integer.parseInt(lines[0].split(" ")[1]),
                headers,
                "chunked".equals(headers.get("transfer-encoding")) ? unchunked(content) : content);
    }

    private static String unchunked(String chunks) {
        // Sizes count bytes, which are characters in the problems and documents that tests look at as text.
        var whole = new StringBuilder();
        for (var line : chunks.split("\r\n")) {
            if (!line.matches("[0-9a-fA-F]{1,8}")) {
                whole.append(line);
            }
        }
        return whole.toString();
    }
}
