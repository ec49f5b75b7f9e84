package org.chengxin.identity.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** The two keys, read from configuration; refuses those that protect nobody (rule P-3). */
final class Keys {

    private static final int KEY_BYTES = 32;

    private final byte[] encryption;
    private final byte[] lookup;

    private Keys(byte[] encryption, byte[] lookup) {
        this.encryption = encryption;
        this.lookup = lookup;
    }

    /** The two keys of this environment. */
    static Keys of(Environment environment) {
        var production = environment.acceptsProfiles(Profiles.of("production"));
        var encryption = read(
                "CHENGXIN_IDENTITY_ENCRYPTION_KEY",
                environment.getProperty("chengxin.identity.encryption-key", ""),
                production);
        var lookup = read(
                "CHENGXIN_IDENTITY_LOOKUP_KEY",
                environment.getProperty("chengxin.identity.lookup-key", ""),
                production);
        requireDifferent(encryption, lookup);
        return new Keys(encryption, lookup);
    }

    Vault vault() {
        return new Vault(encryption);
    }

    Lookup lookup() {
        return new Lookup(lookup);
    }

    /**
     * The key from a setting; the local key, known to every reader of this file, when the setting is empty.
     *
     * @param variable name of the environment variable, for the sentence that explains a refusal
     */
    static byte[] read(String variable, String base64, boolean production) {
        if (base64.isBlank()) {
            return refuseInProduction(variable, localKey(variable), production);
        }
        byte[] key;
        try {
            key = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException notBase64) {
            // Without the cause: its message would repeat a piece of the key.
            throw new UnsafeKeys(variable + " is not base64.", howToMake(variable));
        }
        if (key.length != KEY_BYTES) {
            throw new UnsafeKeys(
                    variable + " holds " + key.length + " bytes; a key has " + KEY_BYTES + ".", howToMake(variable));
        }
        return MessageDigest.isEqual(key, localKey(variable)) ? refuseInProduction(variable, key, production) : key;
    }

    private static void requireDifferent(byte[] encryptionKey, byte[] lookupKey) {
        if (MessageDigest.isEqual(encryptionKey, lookupKey)) {
            throw new UnsafeKeys(
                    "CHENGXIN_IDENTITY_ENCRYPTION_KEY and CHENGXIN_IDENTITY_LOOKUP_KEY are the same key.",
                    howToMake("CHENGXIN_IDENTITY_LOOKUP_KEY"));
        }
    }

    /** The key of the local mode, the same on every machine so that a local database opens again. */
    static byte[] localKey(String variable) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(("local mode only: " + variable).getBytes(UTF_8));
        } catch (NoSuchAlgorithmException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private static byte[] refuseInProduction(String variable, byte[] localKey, boolean production) {
        if (production) {
            throw new UnsafeKeys(
                    "Under the profile production " + variable + " must be set to a key of its own;"
                            + " the key of the local mode is public.",
                    howToMake(variable));
        }
        return localKey;
    }

    private static String howToMake(String variable) {
        return "Set " + variable + " to 32 random bytes in base64, for example from: openssl rand -base64 32";
    }
}
