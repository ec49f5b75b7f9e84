package org.chengxin.verifier;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A signed head of the tree (C2SP tlog-checkpoint in a signed note).
 *
 * @param root over the first {@code size} leaves
 */
record Checkpoint(String origin, long size, byte[] root) {

    private static final byte[] X509_OF_ED25519 = HexFormat.of().parseHex("302a300506032b6570032100");

    /**
     * @param verifierKey {@code <name>+<hash>+<key>}, as it was published
     * @throws IllegalArgumentException when it is not a checkpoint that this key has signed
     */
    static Checkpoint verified(String note, String verifierKey) {
        var border = note.lastIndexOf("\n\n");
        if (border < 0) {
            throw new IllegalArgumentException("the checkpoint is not a signed note");
        }
        var text = note.substring(0, border + 1);
        var key = verifierKey.strip().split("\\+", 3);
        var typed = Base64.getDecoder().decode(key[2]);
        for (var line : note.substring(border + 2).split("\n", -1)) {
            var parts = line.split(" ", -1);
            if (parts.length == 3 && parts[0].equals("\u2014") && parts[1].equals(key[0])) {
                var signature = Base64.getDecoder().decode(parts[2]);
                var keyHash = HexFormat.of().formatHex(signature, 0, 4);
                if (keyHash.equals(key[1])
                        && isSigned(text, Arrays.copyOfRange(signature, 4, signature.length), typed)) {
                    return read(text);
                }
            }
        }
        throw new IllegalArgumentException("the checkpoint is not signed by this key");
    }

    private static Checkpoint read(String text) {
        var lines = text.split("\n", -1);
        return new Checkpoint(
                lines[0], Long.parseLong(lines[1]), Base64.getDecoder().decode(lines[2]));
    }

    private static boolean isSigned(String text, byte[] signature, byte[] typed) {
        if (typed.length != 33 || typed[0] != 1) {
            throw new IllegalArgumentException("the key is not one of Ed25519");
        }
        var encoded = Arrays.copyOf(X509_OF_ED25519, X509_OF_ED25519.length + 32);
        System.arraycopy(typed, 1, encoded, X509_OF_ED25519.length, 32);
        try {
            var verification = Signature.getInstance("Ed25519");
            verification.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
            verification.update(text.getBytes(StandardCharsets.UTF_8));
            return verification.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
