package org.chengxin.identity.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.Security;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * A security module reached through PKCS#11, by the JDK's own provider. What is done with its keys is done in it: they never
 * enter this process (ADR 0052).
 */
final class SecurityModule {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Provider provider;
    private final Map<String, SecretKey> keys = new LinkedHashMap<>();

    private SecurityModule(Provider provider) {
        this.provider = provider;
    }

    /**
     * Opens the module and finds the keys in it.
     *
     * @throws UnsafeKeys when there is no such module, the PIN does not open it, or a key is missing, can be taken out, or
     *     cannot do its work
     */
    static SecurityModule open(ModuleSettings settings) {
        if (!Files.isReadable(Path.of(settings.library()))) {
            throw new UnsafeKeys(
                    "The library of the security module cannot be read: " + settings.library(),
                    "Set CHENGXIN_IDENTITY_MODULE_LIBRARY to the PKCS#11 library that came with the module.");
        }
        var module = new SecurityModule(provider(settings));
        var store = module.store(settings);
        settings.encryption().all().forEach(label -> {
            module.take(store, label);
            module.tryEncryption(label);
        });
        settings.lookup().all().forEach(label -> {
            module.take(store, label);
            var _ = module.hash(label, "trial");
        });
        return module;
    }

    private static Provider provider(ModuleSettings settings) {
        try {
            return Security.getProvider("SunPKCS11")
                    .configure(
                            "--name=chengxin\nlibrary=\"" + settings.library() + "\"\nslot=" + settings.slot() + "\n");
        } catch (InvalidParameterException | ProviderException fault) {
            throw new UnsafeKeys(
                    "The security module does not open: slot " + settings.slot() + " of " + settings.library(),
                    "See that the library fits this machine and that a token is in the slot of CHENGXIN_IDENTITY_MODULE_SLOT.");
        }
    }

    private KeyStore store(ModuleSettings settings) {
        try {
            var store = KeyStore.getInstance("PKCS11", provider);
            store.load(null, settings.pin().toCharArray());
            return store;
        } catch (IOException refused) {
            throw new UnsafeKeys(
                    "The token in slot " + settings.slot() + " does not open with this PIN.",
                    "Set CHENGXIN_IDENTITY_MODULE_PIN to its PIN. A module locks itself after a few wrong ones.");
        } catch (GeneralSecurityException | ProviderException fault) {
            throw new UnsafeKeys(
                    "The token in slot " + settings.slot() + " shows no keys.",
                    "See with the module's own tool that it works and that keys are in it.");
        }
    }

    private void take(KeyStore store, String label) {
        try {
            if (!(store.getKey(label, null) instanceof SecretKey key)) {
                throw new UnsafeKeys(
                        "There is no key " + label + " in the security module.",
                        "Make it there, as the README says, or set the label that it has.");
            }
            if (key.getEncoded() != null) {
                throw new UnsafeKeys(
                        "The key " + label + " can be taken out of the security module.",
                        "Make one that is sensitive and not extractable, and let values move to it.");
            }
            keys.put(label, key);
        } catch (GeneralSecurityException | ProviderException fault) {
            throw cannot(label);
        }
    }

    private void tryEncryption(String label) {
        try {
            var box = encrypt(label, new byte[32], "trial");
            if (!Arrays.equals(decrypt(label, box, "trial"), new byte[32])) {
                throw cannot(label);
            }
        } catch (GeneralSecurityException fault) {
            throw cannot(label);
        }
    }

    private static UnsafeKeys cannot(String label) {
        return new UnsafeKeys(
                "The key " + label + " of the security module cannot do what it is for.",
                "An encryption key is an AES key of 32 bytes that encrypts and decrypts (CKM_AES_GCM); a lookup key is a"
                        + " generic secret of 32 bytes that signs (CKM_SHA256_HMAC).");
    }

    /** Nonce, cipher text and tag. */
    byte[] encrypt(String label, byte[] text, String place) {
        var nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, label, nonce, place).doFinal(text);
            var box = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, box, NONCE_BYTES, sealed.length);
            return box;
        } catch (GeneralSecurityException | ProviderException fault) {
            throw cannot(label);
        }
    }

    /** @throws GeneralSecurityException when it was made with another key, for another place, was changed, or the module fails */
    byte[] decrypt(String label, byte[] box, String place) throws GeneralSecurityException {
        if (box.length < NONCE_BYTES) {
            throw new GeneralSecurityException("too short");
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, label, Arrays.copyOf(box, NONCE_BYTES), place)
                    .doFinal(box, NONCE_BYTES, box.length - NONCE_BYTES);
        } catch (ProviderException fault) {
            throw new GeneralSecurityException(fault);
        }
    }

    /** 32 bytes: HMAC-SHA-256 under a key of the module. */
    byte[] hash(String label, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256", provider);
            mac.init(key(label));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException | ProviderException fault) {
            throw cannot(label);
        }
    }

    private Cipher cipher(int mode, String label, byte[] nonce, String place) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding", provider);
        cipher.init(mode, key(label), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(UTF_8));
        return cipher;
    }

    private SecretKey key(String label) throws GeneralSecurityException {
        var key = keys.get(label);
        if (key == null) {
            throw new GeneralSecurityException("not held");
        }
        return key;
    }

    List<String> labels() {
        return List.copyOf(keys.keySet());
    }
}
