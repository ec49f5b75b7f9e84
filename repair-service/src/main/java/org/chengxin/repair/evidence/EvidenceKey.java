package org.chengxin.repair.evidence;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** Encrypts papers at rest with AES-256-GCM, bound to their id; the key's name stands beside each. */
@Component
class EvidenceKey {

    /** Encrypted content. */
    record Sealed(String keyId, byte[] nonce, byte[] content) {}

    private static final String LOCAL = "bG9jYWwtZXZpZGVuY2Uta2V5LW5vdC1mb3ItdXNlISE=";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final String keyId;
    private final SecureRandom random = new SecureRandom();

    EvidenceKey(@Value("${chengxin.evidence.key}") String base64, Environment environment) {
        if (base64.isEmpty() && environment.acceptsProfiles(Profiles.of("production"))) {
            throw new IllegalStateException("CHENGXIN_EVIDENCE_KEY is not set: the local key is no key in production");
        }
        var bytes = Base64.getDecoder().decode(base64.isEmpty() ? LOCAL : base64);
        if (bytes.length != KEY_BYTES) {
            throw new IllegalStateException("CHENGXIN_EVIDENCE_KEY is not 32 bytes in base64");
        }
        key = new SecretKeySpec(bytes, "AES");
        keyId = HexFormat.of().formatHex(Arrays.copyOf(Digest.sha256(bytes), 4));
    }

    Sealed seal(String evidenceId, byte[] content) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        return new Sealed(keyId, nonce, run(Cipher.ENCRYPT_MODE, evidenceId, nonce, content));
    }

    /** @throws IllegalStateException when it was sealed with another key, for another id, or touched since */
    byte[] open(String evidenceId, Sealed sealed) {
        if (!sealed.keyId().equals(keyId)) {
            throw new IllegalStateException("Evidence was encrypted with key " + sealed.keyId() + ", not " + keyId);
        }
        return run(Cipher.DECRYPT_MODE, evidenceId, sealed.nonce(), sealed.content());
    }

    private byte[] run(int mode, String evidenceId, byte[] nonce, byte[] content) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(evidenceId.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            return cipher.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Evidence cannot be encrypted or decrypted", e);
        }
    }
}
