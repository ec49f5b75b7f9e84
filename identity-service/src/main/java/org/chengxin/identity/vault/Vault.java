package org.chengxin.identity.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;

/** Encrypts identity numbers and names with data keys, and opens them again (rule P-1). */
public final class Vault {

    private final DataKeys keys;

    Vault(DataKeys keys) {
        this.keys = keys;
    }

    public Sealed seal(String text, SealedFor place) {
        var key = keys.current();
        var box = key.suite().encrypt(key.material(), text.getBytes(UTF_8), place.text());
        return new Sealed(key.name(), Base64.getEncoder().encodeToString(box));
    }

    /**
     * Opens a sealed text.
     *
     * @throws IllegalStateException when the text was sealed with another key, for another place, or was changed
     */
    public String open(Sealed sealed, SealedFor place) {
        var key = keys.named(sealed.key());
        if (key == null) {
            throw new IllegalStateException("A value of " + place.kind() + " is sealed with key " + sealed.key()
                    + ", which this service does not hold");
        }
        try {
            var box = Base64.getDecoder().decode(sealed.box());
            return new String(key.suite().decrypt(key.material(), box, place.text()), UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException fault) {
            throw new IllegalStateException(
                    "A value of " + place.kind() + " does not open in row " + place.row(), fault);
        }
    }

    /** Names of keys whose values are to be sealed anew. */
    public List<String> staleKeys() {
        return keys.stale();
    }
}
