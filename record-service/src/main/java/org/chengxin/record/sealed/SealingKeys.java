package org.chengxin.record.sealed;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The secrets of the configuration, the current one first, and the keys drawn from them, one for each purpose (HKDF, RFC
 * 5869): who has the key of one purpose opens nothing of another.
 *
 * <p>To change the secret: let the next one be known to all replicas among the others, then make it the current one and
 * keep the old one among the others for as long as anything sealed with it is kept.
 */
@Component
final class SealingKeys {

    private static final Pattern COMMA = Pattern.compile(",");
    private static final int BYTES = 32;
    /** 32 random bytes in Base64 have 44. */
    private static final int SHORTEST = 32;

    private static final String LOCAL = "local-";

    private final List<byte[]> secrets = new ArrayList<>();

    SealingKeys(
            @Value("${chengxin.record.sealing-secret}") String current,
            @Value("${chengxin.record.other-sealing-secrets:}") String others) {
        secrets.add(secret(current));
        COMMA.splitAsStream(others)
                .filter(other -> !other.isBlank())
                .map(SealingKeys::secret)
                .forEach(secrets::add);
    }

    /** One key for each secret, the current one first. */
    List<SecretKey> of(String purpose, String algorithm) {
        return secrets.stream().map(secret -> drawn(secret, purpose, algorithm)).toList();
    }

    private static byte[] secret(String text) {
        var secret = text.strip();
        if (secret.length() < SHORTEST && !secret.startsWith(LOCAL)) {
            throw new IllegalStateException(
                    "chengxin.record.sealing-secret is too short; take 32 random bytes, for example from: openssl rand -base64 32");
        }
        return secret.getBytes(StandardCharsets.UTF_8);
    }

    private static SecretKey drawn(byte[] secret, String purpose, String algorithm) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            algorithm,
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(secret)
                                    .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HKDF is part of every Java", e);
        }
    }
}
