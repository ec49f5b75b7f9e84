package org.chengxin.verifier;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * A key as it was published (C2SP signed-note): {@code <name>+<id>+<type and public key>}.
 *
 * @param id eight hexadecimal digits; with the name it tells which signature of a note is this key's
 * @param typed the signature type, and the public key behind it
 */
record VerifierKey(String name, String id, byte[] typed) {

    private static final byte[] ED25519 = {1};
    private static final byte[] SM2 = "\u00ffchengxin.org/sm2-sm3".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] X509_OF_ED25519 = HexFormat.of().parseHex("302a300506032b6570032100");

    /**
     * @param published one key a line
     * @throws IllegalArgumentException when a line is no key, or one of an algorithm that is not known here
     */
    static List<VerifierKey> read(String published) {
        var keys = published
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(VerifierKey::one)
                .toList();
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("there is no key");
        }
        return keys;
    }

    private static VerifierKey one(String line) {
        var parts = line.split("\\+", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("the key is not written as name, id and key");
        }
        var key = new VerifierKey(parts[0], parts[1], Base64.getDecoder().decode(parts[2]));
        if (!key.isEd25519() && !key.isSm2()) {
            throw new IllegalArgumentException("the key is neither one of Ed25519 nor one of SM2");
        }
        var hash = Sha256.of((key.name + "\n").getBytes(StandardCharsets.UTF_8), key.typed);
        if (!HexFormat.of().formatHex(hash, 0, 4).equals(key.id)) {
            throw new IllegalArgumentException("the id of the key is not made from its name and itself");
        }
        return key;
    }

    boolean hasSigned(String text, byte[] signature) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return isEd25519()
                ? byEd25519(bytes, signature)
                : Sm2.hasSigned(Arrays.copyOfRange(typed, SM2.length, typed.length), bytes, signature);
    }

    private boolean isEd25519() {
        return typed.length == ED25519.length + 32 && begins(ED25519);
    }

    private boolean isSm2() {
        return typed.length == SM2.length + Sm2.POINT_BYTES && begins(SM2);
    }

    private boolean begins(byte[] type) {
        return Arrays.equals(type, Arrays.copyOf(typed, type.length));
    }

    private boolean byEd25519(byte[] text, byte[] signature) {
        var encoded = Arrays.copyOf(X509_OF_ED25519, X509_OF_ED25519.length + 32);
        System.arraycopy(typed, ED25519.length, encoded, X509_OF_ED25519.length, 32);
        try {
            var verification = Signature.getInstance("Ed25519");
            verification.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
            verification.update(text);
            return verification.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
