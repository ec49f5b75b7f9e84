package org.chengxin.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Checkpoints that record-service really signed, by Ed25519 and by SM2. */
class CheckpointTest {

    private static final Path NOTES = Path.of("src", "test", "resources", "notes");

    private final String both = read("both");
    private final String keys = read("keys");
    private final String ed25519 = keys.lines().toList().getFirst();
    private final String sm2 = keys.lines().toList().getLast();

    @Test
    void eachOfItsKeysVerifiesIt() {
        for (var key : new String[] {ed25519, sm2, keys}) {
            assertThat(Checkpoint.verified(both, VerifierKey.read(key)).size()).isEqualTo(1);
        }
        assertThat(Checkpoint.verified(onlyBy(1), VerifierKey.read(sm2)).origin())
                .isEqualTo("chengxin.test/records");
    }

    @Test
    void aSignatureOfAKeyThatNobodyNamedSaysNothing() {
        assertThatThrownBy(() -> Checkpoint.verified(onlyBy(0), VerifierKey.read(sm2)))
                .hasMessageContaining("not signed by this key");
        assertThatThrownBy(() -> Checkpoint.verified(onlyBy(1), VerifierKey.read(ed25519)))
                .hasMessageContaining("not signed by this key");
    }

    @Test
    void anotherTextIsNotWhatTheyHaveSigned() {
        var altered = both.replaceFirst("\n1\n", "\n2\n");

        for (var key : new String[] {ed25519, sm2, keys}) {
            assertThatThrownBy(() -> Checkpoint.verified(altered, VerifierKey.read(key)))
                    .hasMessageContaining("not signed by this key");
        }
    }

    @Test
    void oneWrongSignatureAmongThoseThatAreKnownIsEnoughToRefuseIt() {
        var lines = both.split("\n", -1);
        var last = lines.length - 2;
        var character = lines[last].charAt(lines[last].length() - 10);
        lines[last] = lines[last].substring(0, lines[last].length() - 10)
                + (character == 'A' ? 'B' : 'A')
                + lines[last].substring(lines[last].length() - 9);
        var tampered = String.join("\n", lines);

        assertThat(Checkpoint.verified(tampered, VerifierKey.read(ed25519)).size())
                .isEqualTo(1);
        assertThatThrownBy(() -> Checkpoint.verified(tampered, VerifierKey.read(keys)))
                .hasMessageContaining("not signed by this key");
    }

    @Test
    void whatIsNoKeyIsRefused() {
        assertThatThrownBy(() -> VerifierKey.read("\n")).hasMessageContaining("no key");
        assertThatThrownBy(() -> VerifierKey.read("name only")).hasMessageContaining("name, id and key");
        assertThatThrownBy(() -> VerifierKey.read("name+01020304+AAAA")).hasMessageContaining("neither");
        assertThatThrownBy(() -> VerifierKey.read(ed25519.replaceFirst("^[^+]+", "another.name")))
                .hasMessageContaining("id of the key");
    }

    /** The same note with one of its signatures. */
    private String onlyBy(int nth) {
        var border = both.lastIndexOf("\n\n") + 2;
        return both.substring(0, border) + both.substring(border).split("\n")[nth] + "\n";
    }

    private static String read(String name) {
        try {
            return Files.readString(NOTES.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
