package org.chengxin.sharing.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import org.chengxin.sharing.signing.Seal;

/** The signed head of the log as C2SP tlog-checkpoint and signed-note write it. */
final class Checkpoint {

    /** Name of the log and of its key. */
    static final String ORIGIN = "chengxin/access-log";

    private static final byte ED25519 = 1;

    private Checkpoint() {}

    static String note(long size, byte[] root, Seal seal) {
        String text = ORIGIN + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
        byte[] signature = seal.sign(text.getBytes(UTF_8));
        var signed = new ByteArrayOutputStream();
        signed.writeBytes(keyHash(seal.publicBytes()));
        signed.writeBytes(signature);
        return text + "\n— " + ORIGIN + " " + Base64.getEncoder().encodeToString(signed.toByteArray()) + "\n";
    }

    /** The verifier key that an outsider needs: {@code <name>+<hash>+<key>}. */
    static String verifierKey(Seal seal) {
        byte[] key = seal.publicBytes();
        var typed = new ByteArrayOutputStream();
        typed.write(ED25519);
        typed.writeBytes(key);
        return ORIGIN + "+" + java.util.HexFormat.of().formatHex(keyHash(key)) + "+"
                + Base64.getEncoder().encodeToString(typed.toByteArray());
    }

    private static byte[] keyHash(byte[] key) {
        var content = new ByteArrayOutputStream();
        content.writeBytes((ORIGIN + "\n").getBytes(UTF_8));
        content.write(ED25519);
        content.writeBytes(key);
        return Arrays.copyOf(Seal.sha256(content.toByteArray()), 4);
    }
}
