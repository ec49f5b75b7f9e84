package org.chengxin.identity.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Algorithms that belong together: one that encrypts and one that hashes under a key (rule P-5).
 *
 * <p>The name of the algorithm stands beside every value it made, so that values of both suites are read side by side.
 */
enum Suite {
    /** What most of the world uses. */
    INTERNATIONAL("AES-256-GCM", "AES", "AES/GCM/NoPadding", 32, "HMAC-SHA-256", "HmacSHA256", false),
    /** The commercial cryptography of China: GB/T 32907 and GB/T 32905. */
    GM("SM4-GCM", "SM4", "SM4/GCM/NoPadding", 16, "HMAC-SM3", "HMACSM3", true);

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Has SM4 and SM3; asked by name and never made a provider for everybody. */
    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    private final String sealing;
    private final String cipher;
    private final String transformation;
    private final int keyBytes;
    private final String hashing;
    private final String mac;
    private final boolean fromBouncyCastle;

    @SuppressWarnings("ImmutableEnumChecker") // what is idle is prepared anew for each value
    private final Idle<Cipher> ciphers = new Idle<>(this::newCipher);

    @SuppressWarnings("ImmutableEnumChecker")
    private final Idle<Mac> macs = new Idle<>(this::newMac);

    Suite(
            String sealing,
            String cipher,
            String transformation,
            int keyBytes,
            String hashing,
            String mac,
            boolean fromBouncyCastle) {
        this.sealing = sealing;
        this.cipher = cipher;
        this.transformation = transformation;
        this.keyBytes = keyBytes;
        this.hashing = hashing;
        this.mac = mac;
        this.fromBouncyCastle = fromBouncyCastle;
    }

    /** The suite with this name in any case, as it stands in the configuration. */
    static Suite named(String name) {
        return valueOf(name.strip().toUpperCase(Locale.ROOT));
    }

    /** Name of the encryption, as it stands beside each value. */
    String sealing() {
        return sealing;
    }

    /** Name of the keyed hash, as it stands beside each hash. */
    String hashing() {
        return hashing;
    }

    byte[] newKey() {
        var key = new byte[keyBytes];
        RANDOM.nextBytes(key);
        return key;
    }

    /** A key of the length this suite needs, from one of another length. */
    byte[] fitting(byte[] key) {
        return key.length == keyBytes ? key : Arrays.copyOf(hash(key, "key of " + sealing), keyBytes);
    }

    /** Nonce, cipher text and tag; it opens only with the same key in the same place. */
    byte[] encrypt(byte[] key, byte[] text, String place) {
        var nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            var box = Arrays.copyOf(nonce, NONCE_BYTES + text.length + TAG_BITS / 8);
            var made = ciphers.take();
            prepare(made, Cipher.ENCRYPT_MODE, key, nonce, place);
            made.doFinal(text, 0, text.length, box, NONCE_BYTES);
            ciphers.giveBack(made);
            return box;
        } catch (GeneralSecurityException fault) {
            throw new IllegalStateException("Encryption with " + sealing + " failed", fault);
        }
    }

    /** @throws GeneralSecurityException when it was made with another key, for another place, or was changed */
    byte[] decrypt(byte[] key, byte[] box, String place) throws GeneralSecurityException {
        if (box.length < NONCE_BYTES) {
            throw new GeneralSecurityException("too short");
        }
        var made = ciphers.take();
        prepare(made, Cipher.DECRYPT_MODE, key, Arrays.copyOf(box, NONCE_BYTES), place);
        var text = made.doFinal(box, NONCE_BYTES, box.length - NONCE_BYTES);
        ciphers.giveBack(made);
        return text;
    }

    /** 32 bytes. */
    byte[] hash(byte[] key, String text) {
        try {
            var made = macs.take();
            made.init(new SecretKeySpec(key, mac));
            var hash = made.doFinal(text.getBytes(UTF_8));
            macs.giveBack(made);
            return hash;
        } catch (GeneralSecurityException fault) {
            throw new IllegalStateException("The platform lacks " + hashing, fault);
        }
    }

    /** Names a key without telling anything about it: eight hexadecimal digits. */
    String idOf(byte[] key) {
        return HexFormat.of().formatHex(hash(key, "key-id"), 0, 4);
    }

    private void prepare(Cipher made, int mode, byte[] key, byte[] nonce, String place)
            throws GeneralSecurityException {
        made.init(mode, new SecretKeySpec(key, cipher), new GCMParameterSpec(TAG_BITS, nonce));
        made.updateAAD(place.getBytes(UTF_8));
    }

    private Cipher newCipher() throws GeneralSecurityException {
        return fromBouncyCastle
                ? Cipher.getInstance(transformation, BOUNCY_CASTLE)
                : Cipher.getInstance(transformation);
    }

    private Mac newMac() throws GeneralSecurityException {
        return fromBouncyCastle ? Mac.getInstance(mac, BOUNCY_CASTLE) : Mac.getInstance(mac);
    }
}
