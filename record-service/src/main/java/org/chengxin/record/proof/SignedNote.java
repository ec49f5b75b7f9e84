package org.chengxin.record.proof;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** Signs heads of the tree as C2SP signed notes, by Ed25519. */
@Component
public class SignedNote {

    private static final byte ED25519 = 1;
    private static final int PUBLIC_KEY_BYTES = 32;

    private final String name;
    private final KeyPair keys;

    SignedNote(
            @Value("${chengxin.record.ledger.name}") String name,
            @Value("${chengxin.record.ledger.key}") String secret,
            Environment environment) {
        if (environment.acceptsProfiles(Profiles.of("production"))
                && (secret.isBlank() || secret.startsWith("local-"))) {
            throw new IllegalStateException("chengxin.record.ledger.key is one that everybody knows");
        }
        this.name = name;
        this.keys = keys(Hash.of(secret.getBytes(StandardCharsets.UTF_8)));
    }

    String name() {
        return name;
    }

    /** The text, each of its lines with its end, with our signature behind an empty line. */
    public String sign(String text) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(keys.getPrivate());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            var signed = signature.sign();
            var line = Arrays.copyOf(keyHash(), 4 + signed.length);
            System.arraycopy(signed, 0, line, 4, signed.length);
            return text + "\n\u2014 " + name + " " + Base64.getEncoder().encodeToString(line) + "\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 is part of every Java", e);
        }
    }

    /** What a verifier needs: {@code <name>+<hash>+<key>}. */
    String verifierKey() {
        return name
                + "+"
                + HexFormat.of().formatHex(keyHash())
                + "+"
                + Base64.getEncoder().encodeToString(typed());
    }

    private byte[] keyHash() {
        return Arrays.copyOf(Hash.of((name + "\n").getBytes(StandardCharsets.UTF_8), typed()), 4);
    }

    private byte[] typed() {
        var encoded = keys.getPublic().getEncoded();
        var typed = new byte[1 + PUBLIC_KEY_BYTES];
        typed[0] = ED25519;
        System.arraycopy(encoded, encoded.length - PUBLIC_KEY_BYTES, typed, 1, PUBLIC_KEY_BYTES);
        return typed;
    }

    private static KeyPair keys(byte[] seed) {
        try {
            var generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, new Seed(seed));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 is part of every Java", e);
        }
    }

    /** Makes the generator take the secret as the private key, so that every replica signs with the same. */
    private static final class Seed extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final byte[] bytes;

        Seed(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        @Override
        public void nextBytes(byte[] given) {
            System.arraycopy(bytes, 0, given, 0, given.length);
        }
    }
}
