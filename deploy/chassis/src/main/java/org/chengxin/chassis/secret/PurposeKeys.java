package org.chengxin.chassis.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Keys of a service, one per purpose, drawn from its one secret (HKDF, RFC 5869): what is signed for one purpose counts
 * for no other.
 */
public final class PurposeKeys {

    private static final int BYTES = 32;

    private final byte[] secret;

    /** @param secret shared by the replicas of a service */
    public PurposeKeys(String secret) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    /** The key for HMAC-SHA-256 of a purpose, the same for every replica and after every start. */
    public SecretKey hmac(String purpose) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "HmacSHA256",
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(secret)
                                    .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HKDF is part of every Java", e);
        }
    }
}
