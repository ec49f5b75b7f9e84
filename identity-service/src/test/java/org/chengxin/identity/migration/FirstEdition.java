package org.chengxin.identity.migration;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** How the first edition of the service sealed and hashed, with the keys of the local mode; written anew on purpose. */
final class FirstEdition {

    private static final byte[] ENCRYPTION = local("CHENGXIN_IDENTITY_ENCRYPTION_KEY");
    private static final byte[] LOOKUP = local("CHENGXIN_IDENTITY_LOOKUP_KEY");

    static final String SEALING_KEY = "AES-256-GCM/" + id(ENCRYPTION);
    static final String LOOKUP_KEY = "HMAC-SHA-256/" + id(LOOKUP);

    private FirstEdition() {}

    /** @param kind NAME or DOCUMENT_NUMBER */
    static String sealed(String text, String kind, UUID row) {
        // Any nonce will do in a test, as long as no two values have the same.
        var nonce = Arrays.copyOf(hmac(ENCRYPTION, kind + row), 12);
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(ENCRYPTION, "AES"), new GCMParameterSpec(128, nonce));
            cipher.updateAAD((kind + "/" + row).getBytes(UTF_8));
            var encrypted = cipher.doFinal(text.getBytes(UTF_8));
            var box = Arrays.copyOf(nonce, nonce.length + encrypted.length);
            System.arraycopy(encrypted, 0, box, nonce.length, encrypted.length);
            return Base64.getEncoder().encodeToString(box);
        } catch (GeneralSecurityException fault) {
            throw new IllegalStateException(fault);
        }
    }

    static byte[] hash(String type, String number) {
        return hmac(LOOKUP, type + ":" + number);
    }

    private static String id(byte[] key) {
        return HexFormat.of().formatHex(hmac(key, "key-id"), 0, 4);
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private static byte[] local(String variable) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(("local mode only: " + variable).getBytes(UTF_8));
        } catch (GeneralSecurityException fault) {
            throw new IllegalStateException(fault);
        }
    }
}
