package org.chengxin.record.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jce.spec.ECPublicKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.mock.env.MockEnvironment;

class SignedNoteTest {

    private static final String TEXT = "chengxin.test/records\n1\nq1v+GG/jCCD+jZwGM9n3RZG7BmpH2SwUYhDFqt9Sr+o=\n";

    @Test
    void itIsSignedByEachAlgorithmThatIsWanted() {
        assertThat(signatures(note("one", "", "ED25519")))
                .hasSize(1)
                .allSatisfy(line -> assertThat(line).hasSize(4 + 64));
        assertThat(signatures(note("one", "", "sm2"))).hasSize(1);
        assertThat(signatures(note("one", "", "ED25519", "SM2"))).hasSize(2);
        assertThat(note("one", "", "ED25519", "SM2").verifierKeys().lines()).hasSize(2);
        assertThatThrownBy(() -> note("one", "", "RSA")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> note("", "", "SM2")).isInstanceOf(IllegalStateException.class);
    }

    /** By the provider's own SM3withSM2, which works with the encoding in ASN.1: not by what signed it. */
    @Test
    void sm2IsWhatOthersCheckAsSm2() throws Exception {
        var key = NoteKey.Kind.SM2.from("one");
        var signed = key.sign(TEXT.getBytes(StandardCharsets.UTF_8));
        var provider = new BouncyCastleProvider();
        var curve = ECNamedCurveTable.getParameterSpec("sm2p256v1");
        var typed = key.typed();
        var point = Arrays.copyOfRange(typed, typed.length - 65, typed.length);
        var verification = Signature.getInstance("SM3withSM2", provider);

        verification.initVerify(KeyFactory.getInstance("EC", provider)
                .generatePublic(new ECPublicKeySpec(curve.getCurve().decodePoint(point), curve)));
        verification.update(TEXT.getBytes(StandardCharsets.UTF_8));

        assertThat(signed).hasSize(64);
        assertThat(verification.verify(asn1(signed))).isTrue();
        assertThat(new String(typed, 1, typed.length - 66, StandardCharsets.US_ASCII))
                .isEqualTo("chengxin.org/sm2-sm3");
        assertThat(typed[0]).isEqualTo((byte) 0xff);
        assertThat(NoteKey.Kind.SM2.from("one").typed()).isEqualTo(typed);
        assertThat(NoteKey.Kind.SM2.from("two").typed()).isNotEqualTo(typed);
    }

    @Test
    void whileAKeyIsChangedTheOneBeforeSignsAsWell() {
        var before = note("old", "", "ED25519");
        var between = note("new", "old", "ED25519");

        assertThat(between.verifierKeys()).endsWith(before.verifierKeys());
        assertThat(between.sign(TEXT))
                .endsWith(before.sign(TEXT).substring(TEXT.length() + 1))
                .startsWith(note("new", "", "ED25519").sign(TEXT));
    }

    /** What the verifier's own tests work on is made here: {@code -Dledger.fixture=true} makes it anew. */
    @Test
    @EnabledIfSystemProperty(named = "ledger.fixture", matches = "true")
    void theNotesOfTheVerifiersTestsAreSignedHere() throws IOException {
        var folder = Path.of("..", "deploy", "verifier", "src", "test", "resources", "notes");
        var note = note("one", "", "ED25519", "SM2");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("both"), note.sign(TEXT));
        Files.writeString(folder.resolve("keys"), note.verifierKeys());
        assertThat(folder.resolve("keys")).isNotEmptyFile();
    }

    private static SignedNote note(String key, String former, String... kinds) {
        return new SignedNote("chengxin.test/records", key, former, String.join(",", kinds), new MockEnvironment());
    }

    private static List<byte[]> signatures(SignedNote note) {
        var signed = note.sign(TEXT);
        assertThat(signed).startsWith(TEXT + "\n\u2014 chengxin.test/records ");
        return signed.substring(TEXT.length() + 1)
                .lines()
                .map(line -> Base64.getDecoder().decode(line.split(" ")[2]))
                .toList();
    }

    private static byte[] asn1(byte[] plain) {
        var r = new BigInteger(1, Arrays.copyOf(plain, 32)).toByteArray();
        var s = new BigInteger(1, Arrays.copyOfRange(plain, 32, 64)).toByteArray();
        var both = new byte[6 + r.length + s.length];
        both[0] = 0x30;
        both[1] = (byte) (4 + r.length + s.length);
        both[2] = 2;
        both[3] = (byte) r.length;
        System.arraycopy(r, 0, both, 4, r.length);
        both[4 + r.length] = 2;
        both[5 + r.length] = (byte) s.length;
        System.arraycopy(s, 0, both, 6 + r.length, s.length);
        return both;
    }
}
