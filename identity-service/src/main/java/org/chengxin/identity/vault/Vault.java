package org.chengxin.identity.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts identity numbers and names with AES-256-GCM, and opens them again (rule P-1). */
public final class Vault {

    private static final String SUITE = "AES-256-GCM";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final SecretKey key;
    private final String keyName;

    Vault(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
        // The id is a keyed hash, so that it names the key without telling anything about it.
        this.keyName =
                SUITE + "/" + HexFormat.of().formatHex(KeyedHash.with(key).of("key-id"), 0, 4);
    }

    public Sealed seal(String text, SealedFor place) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, nonce, place);
            var encrypted = cipher.doFinal(text.getBytes(UTF_8));
            var box = Arrays.copyOf(nonce, NONCE_BYTES + encrypted.length);
            System.arraycopy(encrypted, 0, box, NONCE_BYTES, encrypted.length);
            return new Sealed(keyName, Base64.getEncoder().encodeToString(box));
        } catch (GeneralSecurityException fault) {
            throw new IllegalStateException("Encryption with " + keyName + " failed", fault);
        }
    }

    /**
     * Opens a sealed text.
     *
     * @throws IllegalStateException when the text was sealed with another key, for another place, or was changed
     */
    public String open(Sealed sealed, SealedFor place) {
        if (!sealed.key().equals(keyName)) {
            throw new IllegalStateException("A value of " + place.kind() + " is sealed with key " + sealed.key()
                    + ", but this service holds " + keyName);
        }
        var box = Base64.getDecoder().decode(sealed.box());
        try {
            var cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(box, NONCE_BYTES), place);
            return new String(cipher.doFinal(box, NONCE_BYTES, box.length - NONCE_BYTES), UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException fault) {
            throw new IllegalStateException(
                    "A value of " + place.kind() + " does not open in row " + place.row(), fault);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, SealedFor place) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((place.kind() + "/" + place.row()).getBytes(UTF_8));
        return cipher;
    }
}
