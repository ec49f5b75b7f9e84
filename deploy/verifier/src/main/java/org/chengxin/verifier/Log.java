package org.chengxin.verifier;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The published log: {@code checkpoint} and {@code tile/…} below an address or in a folder. */
final class Log implements AutoCloseable {

    private static final int WIDTH = 256;

    private final String base;
    private final Patience patience;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** @param base begins with {@code http}, or is a folder */
    Log(String base, Patience patience) {
        this.base = base;
        this.patience = patience;
    }

    @Override
    public void close() {
        http.close();
    }

    String checkpoint() throws IOException, InterruptedException {
        return new String(read("checkpoint"), StandardCharsets.UTF_8);
    }

    /** The hashes of the first {@code size} leaves, from the tiles of the lowest level. */
    List<byte[]> leaves(long size) throws IOException, InterruptedException {
        var leaves = new ArrayList<byte[]>();
        for (var tile = 0L; tile * WIDTH < size; tile++) {
            var width = (int) Math.min(WIDTH, size - tile * WIDTH);
            var bytes = tile(number(tile), width);
            if (bytes.length < width * 32) {
                throw new IOException("tile " + tile + " has " + bytes.length + " bytes");
            }
            for (var index = 0; index < width; index++) {
                leaves.add(Arrays.copyOfRange(bytes, index * 32, (index + 1) * 32));
            }
        }
        return leaves;
    }

    /** A partial tile need not be kept once the full one is there; it is the beginning of it. */
    private byte[] tile(String number, int width) throws IOException, InterruptedException {
        var full = "tile/0/" + number;
        if (width == WIDTH) {
            return read(full);
        }
        try {
            return read(full + ".p/" + width);
        } catch (FileNotFoundException | NoSuchFileException e) {
            return read(full);
        }
    }

    /** C2SP tlog-tiles: groups of three digits, all but the last behind an x. */
    static String number(long tile) {
        var text = "%03d".formatted(tile % 1_000);
        for (var rest = tile / 1_000; rest > 0; rest /= 1_000) {
            text = "x%03d/".formatted(rest % 1_000) + text;
        }
        return text;
    }

    private byte[] read(String name) throws IOException, InterruptedException {
        if (!base.startsWith("http")) {
            return Files.readAllBytes(Path.of(base, name.split("/")));
        }
        var request = HttpRequest.newBuilder(URI.create(base + "/" + name))
                .timeout(Duration.ofSeconds(30))
                .build();
        var answer = patience.answer(() -> http.send(request, HttpResponse.BodyHandlers.ofByteArray()));
        if (answer.statusCode() == 404 || answer.statusCode() == 410) {
            throw new FileNotFoundException(name + " is answered with " + answer.statusCode());
        }
        if (answer.statusCode() != 200) {
            throw new IOException(name + " is answered with " + answer.statusCode());
        }
        return answer.body();
    }
}
