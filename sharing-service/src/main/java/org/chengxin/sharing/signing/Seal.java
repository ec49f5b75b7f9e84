package org.chengxin.sharing.signing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.chengxin.chassis.secret.LocalSecretInProduction;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** The Ed25519 key of the service: JWS (RFC 7515, RFC 8037) under exports, signed notes under the log's checkpoints. */
@Component
public class Seal {

    private static final String PROPERTY = "chengxin.sharing.signing-key";
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair keys;
    private final byte[] publicBytes;

    Seal(@Value("${" + PROPERTY + "}") String secret, Environment environment) {
        if (environment.acceptsProfiles(Profiles.of("production"))
                && (secret.isBlank() || secret.startsWith("local-"))) {
            throw new LocalSecretInProduction(PROPERTY);
        }
        this.keys = keys(secret);
        this.publicBytes = raw((EdECPublicKey) keys.getPublic());
    }

    /** 32 bytes, as RFC 8032 writes them. */
    public byte[] publicBytes() {
        return publicBytes.clone();
    }

    public byte[] sign(byte[] content) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(keys.getPrivate());
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 is part of every Java", e);
        }
    }

    /** A compact JWS over the payload. */
    public String jws(byte[] payload) {
        String header = "{\"alg\":\"EdDSA\",\"kid\":\"" + keyId() + "\"}";
        String signed = BASE64URL.encodeToString(header.getBytes(StandardCharsets.UTF_8)) + "."
                + BASE64URL.encodeToString(payload);
        return signed + "." + BASE64URL.encodeToString(sign(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    /** The public key as a JWK (RFC 8037). */
    public Map<String, String> jwk() {
        var jwk = new LinkedHashMap<String, String>();
        jwk.put("kty", "OKP");
        jwk.put("crv", "Ed25519");
        jwk.put("alg", "EdDSA");
        jwk.put("use", "sig");
        jwk.put("kid", keyId());
        jwk.put("x", BASE64URL.encodeToString(publicBytes));
        return jwk;
    }

    private String keyId() {
        return HexFormat.of().formatHex(Arrays.copyOf(sha256(publicBytes), 8));
    }

    public static byte[] sha256(byte[] content) {
        return digest().digest(content);
    }

    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    private static KeyPair keys(String secret) {
        byte[] seed = sha256(("chengxin sharing " + secret).getBytes(StandardCharsets.UTF_8));
        try {
            var generator = KeyPairGenerator.getInstance("Ed25519");
            // The generator draws the private key and nothing else: from the secret, so that replicas have one key.
            generator.initialize(255, new SecureRandom() {
                private static final long serialVersionUID = 1L;

                @Override
                public void nextBytes(byte[] bytes) {
                    System.arraycopy(seed, 0, bytes, 0, bytes.length);
                }
            });
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 is part of every Java", e);
        }
    }

    private static byte[] raw(EdECPublicKey key) {
        byte[] number = key.getPoint().getY().toByteArray();
        byte[] little = new byte[32];
        for (int i = 0; i < Math.min(32, number.length); i++) {
            little[i] = number[number.length - 1 - i];
        }
        if (key.getPoint().isXOdd()) {
            little[31] |= (byte) 0x80;
        }
        return little;
    }
}
