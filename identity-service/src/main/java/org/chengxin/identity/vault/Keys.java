package org.chengxin.identity.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** The keys of the configuration, the current one of each kind first; refuses those that protect nobody (rule P-3). */
final class Keys {

    private static final int KEY_BYTES = 32;
    private static final String FILE = "file:";

    private final Suite suite;
    private final List<byte[]> encryption;
    private final List<byte[]> lookup;
    private final @Nullable ModuleSettings module;

    private Keys(Suite suite, List<byte[]> encryption, List<byte[]> lookup, @Nullable ModuleSettings module) {
        this.suite = suite;
        this.module = module;
        this.encryption = encryption;
        this.lookup = lookup;
    }

    Suite suite() {
        return suite;
    }

    /** Without a current one when that is in the security module. */
    List<byte[]> encryption() {
        return encryption;
    }

    /** Without a current one when that is in the security module. */
    List<byte[]> lookup() {
        return lookup;
    }

    @Nullable
    ModuleSettings module() {
        return module;
    }

    /** The keys of this environment. */
    static Keys of(Environment environment) {
        var module = ModuleSettings.of(environment);
        var suite = suite(environment.getProperty("chengxin.identity.suite", "international"));
        var inModule = module != null && module.encryption().current() != null;
        var lookupInModule = module != null && module.lookup().current() != null;
        if (suite == Suite.GM && (inModule || lookupInModule)) {
            throw new UnsafeKeys(
                    "Keys of a security module that is reached through PKCS#11 work with AES and SHA-256, not with the"
                            + " suite gm.",
                    "Set CHENGXIN_IDENTITY_SUITE to international, or keep the current keys in the configuration.");
        }
        var encryption = inModule ? null : current(environment, "ENCRYPTION_KEY", "encryption-key");
        var lookup = lookupInModule ? null : current(environment, "LOOKUP_KEY", "lookup-key");
        if (encryption != null && lookup != null) {
            requireDifferent(encryption, lookup);
        }
        return new Keys(
                suite,
                withOthers(
                        encryption,
                        "CHENGXIN_IDENTITY_OTHER_ENCRYPTION_KEYS",
                        environment.getProperty("chengxin.identity.other-encryption-keys", "")),
                withOthers(
                        lookup,
                        "CHENGXIN_IDENTITY_OTHER_LOOKUP_KEYS",
                        environment.getProperty("chengxin.identity.other-lookup-keys", "")),
                module);
    }

    private static byte[] current(Environment environment, String variable, String property) {
        return read(
                "CHENGXIN_IDENTITY_" + variable,
                environment.getProperty("chengxin.identity." + property, ""),
                environment.acceptsProfiles(Profiles.of("production")));
    }

    private static Suite suite(String name) {
        try {
            return Suite.named(name);
        } catch (IllegalArgumentException unknown) {
            throw new UnsafeKeys(
                    "CHENGXIN_IDENTITY_SUITE is neither international nor gm.", "Set it to one of the two.");
        }
    }

    /** Keys that are on their way in or out: they open and find, but are not used for anything new. */
    private static List<byte[]> withOthers(byte @Nullable [] current, String variable, String listed) {
        var keys = new ArrayList<byte[]>();
        if (current != null) {
            keys.add(current);
        }
        for (var other : listed.split(",", -1)) {
            if (!other.isBlank()) {
                // In production too a key of the local mode may have to be moved away from.
                keys.add(read(variable, other, false));
            }
        }
        return keys;
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
            key = Base64.getDecoder().decode(text(variable, base64.strip()).strip());
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

    /** The setting itself, or the content of the file it names: secret stores hand keys over as files. */
    static String text(String variable, String setting) {
        if (!setting.startsWith(FILE)) {
            return setting;
        }
        try {
            return Files.readString(Path.of(setting.substring(FILE.length())));
        } catch (IOException fault) {
            throw new UnsafeKeys(
                    variable + " names a file that cannot be read.",
                    "Let it name a file that the service may read, or set the value itself.");
        }
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
