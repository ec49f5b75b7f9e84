package org.chengxin.identity.vault;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** Where the security module is and by which labels its keys are known. */
final class ModuleSettings {

    private static final String PREFIX = "chengxin.identity.module.";
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /**
     * Labels of keys of one kind.
     *
     * @param current null when the current key is not in the module
     * @param others on their way in or out
     */
    record Labels(@Nullable String current, List<String> others) {

        /** The current one first. */
        List<String> all() {
            return Stream.concat(Stream.ofNullable(current), others.stream()).toList();
        }
    }

    private final String library;
    private final long slot;
    private final String pin;
    private final Labels encryption;
    private final Labels lookup;

    private ModuleSettings(String library, long slot, String pin, Labels encryption, Labels lookup) {
        this.library = library;
        this.slot = slot;
        this.pin = pin;
        this.encryption = encryption;
        this.lookup = lookup;
    }

    /** Path of its PKCS#11 library. */
    String library() {
        return library;
    }

    /** Number of the slot its token is in. */
    long slot() {
        return slot;
    }

    /** Opens the token. */
    String pin() {
        return pin;
    }

    /** Labels of the root keys in it. */
    Labels encryption() {
        return encryption;
    }

    /** Labels of the keys from which lookup keys are derived. */
    Labels lookup() {
        return lookup;
    }

    /** @return null when there is no module */
    static @Nullable ModuleSettings of(Environment environment) {
        var library = setting(environment, "library");
        if (library.isEmpty()) {
            return null;
        }
        var settings = new ModuleSettings(
                library,
                slot(setting(environment, "slot")),
                Keys.text("CHENGXIN_IDENTITY_MODULE_PIN", setting(environment, "pin"))
                        .strip(),
                labels(environment, "encryption-key"),
                labels(environment, "lookup-key"));
        if (settings.pin().isEmpty()) {
            throw new UnsafeKeys(
                    "A security module is named, but no PIN that opens it.",
                    "Set CHENGXIN_IDENTITY_MODULE_PIN to the PIN, or to file: and the path of a file that holds it.");
        }
        if (settings.encryption().all().isEmpty() && settings.lookup().all().isEmpty()) {
            throw new UnsafeKeys(
                    "A security module is named, but no key in it.",
                    "Set CHENGXIN_IDENTITY_MODULE_ENCRYPTION_KEY to the label of the root key in it.");
        }
        return settings;
    }

    private static long slot(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException none) {
            throw new UnsafeKeys(
                    "CHENGXIN_IDENTITY_MODULE_SLOT is not the number of a slot.",
                    "Look for the token's slot, for example with: pkcs11-tool --module … --list-token-slots");
        }
    }

    private static Labels labels(Environment environment, String kind) {
        var current = setting(environment, kind);
        var others = new ArrayList<String>();
        for (var other : setting(environment, "other-" + kind + "s").split(",", -1)) {
            if (!other.isBlank()) {
                others.add(label(other.strip()));
            }
        }
        return new Labels(current.isEmpty() ? null : label(current), List.copyOf(others));
    }

    private static String label(String text) {
        if (!LABEL.matcher(text).matches()) {
            throw new UnsafeKeys(
                    "The label of a key in the security module has other characters than letters, digits, dot, dash and"
                            + " underscore, or more than 64.",
                    "Give the key another label.");
        }
        return text;
    }

    private static String setting(Environment environment, String name) {
        return environment.getProperty(PREFIX + name, "").strip();
    }

    /** Without the PIN. */
    @Override
    public String toString() {
        return "ModuleSettings[" + library + ", slot " + slot + "]";
    }
}
