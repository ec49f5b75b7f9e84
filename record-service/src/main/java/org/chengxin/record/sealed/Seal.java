package org.chengxin.record.sealed;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.springframework.stereotype.Component;

/**
 * Encrypts what a department sent with AES-256-GCM, bound to its purpose and its row: copied into another row it does not
 * open.
 *
 * <p>A box is a version, the name of the key, a nonce, the cipher text and its tag.
 */
@Component
public final class Seal {

    private static final byte VERSION = 1;
    private static final int NAME_BYTES = 4;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int HEAD_BYTES = 1 + NAME_BYTES + NONCE_BYTES;

    private final Map<Purpose, List<Key>> keys = new EnumMap<>(Purpose.class);
    private final SecureRandom random = new SecureRandom();

    Seal(SealingKeys sealingKeys) {
        for (var purpose : Purpose.values()) {
            keys.put(
                    purpose,
                    sealingKeys.of(purpose.text(), "AES").stream()
                            .map(key -> new Key(name(key), key))
                            .toList());
        }
    }

    /** @param place the row that it belongs to */
    public byte[] seal(Purpose purpose, String place, byte[] content) {
        var key = of(purpose).getFirst();
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var box = run(Cipher.ENCRYPT_MODE, key.secret(), nonce, purpose, place, content);
        return ByteBuffer.allocate(HEAD_BYTES + box.length)
                .put(VERSION)
                .putInt(key.name())
                .put(nonce)
                .put(box)
                .array();
    }

    /** @throws IllegalStateException when it was sealed with a secret that is not held, for another place, or was changed */
    public byte[] open(Purpose purpose, String place, byte[] sealed) {
        var box = ByteBuffer.wrap(sealed);
        if (sealed.length < HEAD_BYTES || box.get() != VERSION) {
            throw new IllegalStateException("Something kept for " + purpose + " is not sealed");
        }
        var name = box.getInt();
        var key = of(purpose).stream()
                .filter(held -> held.name() == name)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "Something kept for %s is sealed with key %08x; its secret belongs into CHENGXIN_RECORD_OTHER_SEALING_SECRETS"
                                .formatted(purpose, name)));
        var nonce = new byte[NONCE_BYTES];
        box.get(nonce);
        var content = new byte[box.remaining()];
        box.get(content);
        return run(Cipher.DECRYPT_MODE, key.secret(), nonce, purpose, place, content);
    }

    private List<Key> of(Purpose purpose) {
        return Objects.requireNonNull(keys.get(purpose));
    }

    private static byte[] run(int mode, SecretKey key, byte[] nonce, Purpose purpose, String place, byte[] content) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD((purpose.text() + "/" + place).getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Something kept for " + purpose + " does not open", e);
        }
    }

    /** Names a key without telling anything about it. */
    private static int name(SecretKey key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return ByteBuffer.wrap(mac.doFinal("name".getBytes(StandardCharsets.UTF_8)))
                    .getInt();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is part of every Java", e);
        }
    }

    private record Key(int name, SecretKey secret) {

        @Override
        public String toString() {
            return "Key[%08x]".formatted(name);
        }
    }
}
