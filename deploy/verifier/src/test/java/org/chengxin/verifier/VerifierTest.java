package org.chengxin.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.SimpleFileServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a ledger that record-service really wrote: whoever changes, removes, adds or moves a row is found. */
class VerifierTest {

    private static final Path LEDGER =
            Path.of("src", "test", "resources", "ledger").toAbsolutePath();

    @TempDir
    Path folder;

    @Test
    void whatWasNotTouchedIsAsItWasSigned() throws Exception {
        assertThat(verify(_ -> {})).contains("All is as it was signed.");
    }

    @Test
    void theLogIsReadOverHttpAsWell() throws Exception {
        var server = SimpleFileServer.createFileServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), LEDGER, SimpleFileServer.OutputLevel.NONE);
        server.start();
        try {
            var base = "http://127.0.0.1:" + server.getAddress().getPort();
            assertThat(run("--log=" + base, "--key=" + LEDGER.resolve("key"), "--rows=" + LEDGER.resolve("rows")))
                    .contains("All is as it was signed.");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aChangedRowIsFound() throws Exception {
        assertThat(verify(rows -> rows.set(7, rows.get(7).replace("530100", "530300"))))
                .contains("FOUND: leaf 7 ", "does not hold the content that was committed to")
                .containsOnlyOnce("FOUND");
    }

    @Test
    void aChangedRowWithACommitmentToMatchIsFound() throws Exception {
        assertThat(verify(rows -> {
                    var cells = rows.get(9).replace("530100", "530300").split("\t");
                    var forged = Sha256.of(
                            HexFormat.of().parseHex(cells[3]),
                            cells[4].replace("\\\\", "\\").getBytes(StandardCharsets.UTF_8));
                    cells[2] = HexFormat.of().formatHex(forged);
                    rows.set(9, String.join("\t", cells));
                }))
                .contains("FOUND: leaf 9 ", "is not the one that was signed there")
                .containsOnlyOnce("FOUND");
    }

    @Test
    void aRemovedRowIsFound() throws Exception {
        assertThat(verify(rows -> rows.remove(12)))
                .contains("FOUND: leaf 12 has been removed")
                .containsOnlyOnce("FOUND");
        assertThat(verify(List::removeLast)).contains("has been removed").containsOnlyOnce("FOUND");
    }

    @Test
    void rowsThatChangedPlacesAreFound() throws Exception {
        assertThat(verify(rows -> {
                    var one = rows.get(3);
                    var other = rows.get(4);
                    rows.set(3, other.replaceFirst("^4", "3"));
                    rows.set(4, one.replaceFirst("^3", "4"));
                }))
                .contains("FOUND: leaf 3 ", "FOUND: leaf 4 ");
    }

    @Test
    void anAddedRowIsFound() throws Exception {
        assertThat(verify(rows -> rows.add(6, rows.get(5)))).contains("stands there twice");
    }

    @Test
    void erasedContentIsNoDefectButHalfErasedContentIs() throws Exception {
        assertThat(verify(rows -> {
                    var cells = rows.get(2).split("\t");
                    cells[3] = "\\N";
                    cells[4] = "\\N";
                    rows.set(2, String.join("\t", cells));
                }))
                .contains("All is as it was signed.");
        assertThat(verify(rows -> {
                    var cells = rows.get(2).split("\t");
                    cells[3] = "\\N";
                    rows.set(2, String.join("\t", cells));
                }))
                .contains("has lost its salt");
    }

    @Test
    void aLogThatWasRewrittenIsNotTheContinuationOfTheEarlierOne() throws Exception {
        var log = copyOfTheLog();
        Files.writeString(log.resolve("checkpoint"), Files.readString(LEDGER.resolve("earlier")));

        assertThat(run("--log=" + LEDGER, "--key=" + key(), "--since=" + LEDGER.resolve("earlier")))
                .contains("All is as it was signed.");
        assertThat(run("--log=" + log, "--key=" + key(), "--since=" + LEDGER.resolve("checkpoint")))
                .contains("FOUND");
    }

    @Test
    void tilesThatDoNotMakeTheSignedRootAreFound() throws Exception {
        var log = copyOfTheLog();
        var tile = log.resolve("tile").resolve("0").resolve("000");
        var bytes = Files.readAllBytes(tile);
        bytes[100] ^= 1;
        Files.write(tile, bytes);

        assertThat(run("--log=" + log, "--key=" + key())).contains("FOUND: the tiles do not make the root");
    }

    @Test
    void aCheckpointOfAnotherSignerIsFound() throws Exception {
        var log = copyOfTheLog();
        Files.writeString(
                log.resolve("checkpoint"),
                Files.readString(LEDGER.resolve("checkpoint")).replaceFirst("\n[0-9]+\n", "\n1\n"));

        assertThat(run("--log=" + log, "--key=" + key())).contains("FOUND: the checkpoint is not signed by this key");
    }

    @Test
    void tilesAreNamedInGroupsOfThreeDigits() {
        assertThat(Log.number(5)).isEqualTo("005");
        assertThat(Log.number(1_234_067)).isEqualTo("x001/x234/067");
    }

    @Test
    void withoutALogOrAKeyNothingCanBeChecked() throws Exception {
        assertThat(run("--log=" + LEDGER)).contains("are needed");
        assertThat(run("--what=ever")).contains("unknown");
    }

    private String verify(Consumer<List<String>> tampering) throws Exception {
        var rows = new ArrayList<>(Files.readAllLines(LEDGER.resolve("rows")));
        tampering.accept(rows);
        var file = folder.resolve("rows");
        Files.write(file, rows);
        return run("--log=" + LEDGER, "--key=" + key(), "--rows=" + file);
    }

    private static String key() {
        return LEDGER.resolve("key").toString();
    }

    private Path copyOfTheLog() throws IOException {
        var log = folder.resolve("log");
        try (var files = Files.walk(LEDGER)) {
            for (var file : files.toList()) {
                var copy = log.resolve(LEDGER.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        return log;
    }

    private static String run(String... arguments) throws Exception {
        var out = new ByteArrayOutputStream();
        var code = Verifier.run(arguments, new PrintStream(out, true, StandardCharsets.UTF_8));
        var text = out.toString(StandardCharsets.UTF_8);
        assertThat(code).isEqualTo(text.contains("All is as it was signed.") ? 0 : text.contains("FOUND") ? 1 : 2);
        return text;
    }
}
