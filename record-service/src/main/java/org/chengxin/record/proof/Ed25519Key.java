package org.chengxin.record.proof;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;

/** Ed25519 (RFC 8032) as C2SP signed-note has it: type 1, 32 bytes of key, 64 of signature. */
record Ed25519Key(KeyPair keys) implements NoteKey {

    private static final byte TYPE = 1;
    private static final int PUBLIC_KEY_BYTES = 32;

    static Ed25519Key from(String secret) {
        try {
            var generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(
                    NamedParameterSpec.ED25519, new Seed(Hash.of(secret.getBytes(StandardCharsets.UTF_8))));
            return new Ed25519Key(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 is part of every Java", e);
        }
    }

    @Override
    public byte[] typed() {
        var encoded = keys.getPublic().getEncoded();
        var typed = new byte[1 + PUBLIC_KEY_BYTES];
        typed[0] = TYPE;
        System.arraycopy(encoded, encoded.length - PUBLIC_KEY_BYTES, typed, 1, PUBLIC_KEY_BYTES);
        return typed;
    }

    @Override
    public byte[] sign(byte[] text) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(keys.getPrivate());
            signature.update(text);
            return signature.sign();
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
