package org.chengxin.identity.vault;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Turns subject ids into pseudonyms under one key and back, without a table (rule T-1).
 *
 * <p>A pseudonym is the HMAC of the id, and the id enciphered with that HMAC as its beginning: the same id gives the
 * same pseudonym, another key gives another one, and without the key neither the id nor a link to another receiver's
 * pseudonym can be found, nor a pseudonym invented. (The construction is SIV, RFC 5297, with HMAC-SHA-256.)
 */
public final class Pseudonyms {

    private static final int TAG_BYTES = 16;
    private static final int ID_BYTES = 16;
    private static final Idle<Cipher> CIPHERS = new Idle<>(() -> Cipher.getInstance("AES/CTR/NoPadding"));

    private final byte[] hashKey;
    private final SecretKeySpec cipherKey;

    private Pseudonyms(byte[] key) {
        this.hashKey = Suite.INTERNATIONAL.hash(key, "pseudonym hash");
        this.cipherKey = new SecretKeySpec(Suite.INTERNATIONAL.hash(key, "pseudonym cipher"), "AES");
    }

    /** @param key 32 bytes, base64, as {@link #newKey} made it */
    public static Pseudonyms under(String key) {
        return new Pseudonyms(Base64.getDecoder().decode(key));
    }

    public static String newKey() {
        return Base64.getEncoder().encodeToString(Suite.INTERNATIONAL.newKey());
    }

    /** 43 characters that fit into addresses. */
    public String of(UUID subjectId) {
        var id = ByteBuffer.allocate(ID_BYTES)
                .putLong(subjectId.getMostSignificantBits())
                .putLong(subjectId.getLeastSignificantBits())
                .array();
        var tag = tag(subjectId);
        var token = Arrays.copyOf(tag, TAG_BYTES + ID_BYTES);
        System.arraycopy(cipher(tag, id), 0, token, TAG_BYTES, ID_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** The subject, empty when the pseudonym was not made under this key. */
    public Optional<UUID> subjectOf(String pseudonym) {
        byte[] token;
        try {
            token = Base64.getUrlDecoder().decode(pseudonym);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (token.length != TAG_BYTES + ID_BYTES) {
            return Optional.empty();
        }
        var tag = Arrays.copyOf(token, TAG_BYTES);
        var id = ByteBuffer.wrap(cipher(tag, Arrays.copyOfRange(token, TAG_BYTES, token.length)));
        var subjectId = new UUID(id.getLong(), id.getLong());
        return MessageDigest.isEqual(tag, tag(subjectId)) ? Optional.of(subjectId) : Optional.empty();
    }

    private byte[] tag(UUID subjectId) {
        return Arrays.copyOf(Suite.INTERNATIONAL.hash(hashKey, subjectId.toString()), TAG_BYTES);
    }

    /** In counter mode the way there and the way back are the same. */
    private byte[] cipher(byte[] beginning, byte[] text) {
        try {
            var cipher = CIPHERS.take();
            cipher.init(Cipher.ENCRYPT_MODE, cipherKey, new IvParameterSpec(beginning));
            var enciphered = cipher.doFinal(text);
            CIPHERS.giveBack(cipher);
            return enciphered;
        } catch (GeneralSecurityException fault) {
            throw new IllegalStateException("The platform lacks AES in counter mode", fault);
        }
    }
}
