package org.chengxin.identity.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.KeyGenerator;
import org.springframework.mock.env.MockEnvironment;

/** A token of SoftHSM, a security module in software, with the keys that a test makes in it. */
final class SoftToken {

    static final String PIN = "1234";

    private static final Pattern SLOT = Pattern.compile("reassigned to slot (\\d+)");

    private final Path library;
    private final String slot;
    private final Provider provider;

    private SoftToken(Path library, String slot) {
        this.library = library;
        this.slot = slot;
        this.provider = Security.getProvider("SunPKCS11").configure("""
                --name=made
                library=%s
                slot=%s
                attributes(generate,CKO_SECRET_KEY,*) = {
                  CKA_TOKEN=true
                  CKA_SENSITIVE=true
                  CKA_EXTRACTABLE=false
                }
                """.formatted(library, slot));
    }

    /** Where Debian and others put it. */
    static Optional<Path> library() {
        return Stream.of(
                        "/usr/lib/softhsm/libsofthsm2.so",
                        "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
                        "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
                        "/usr/lib64/pkcs11/libsofthsm2.so",
                        "/usr/lib64/libsofthsm2.so",
                        "/usr/local/lib/softhsm/libsofthsm2.so")
                .map(Path::of)
                .filter(Files::isReadable)
                .findFirst();
    }

    /**
     * New tokens; their files lie where the environment variable of the build says.
     *
     * @param count all that are ever needed: the library looks for tokens once
     */
    static List<SoftToken> inFreeSlots(Path library, int count) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("softhsm");
        Files.writeString(
                Path.of(System.getenv("SOFTHSM2_CONF")), "directories.tokendir = " + folder + "\nlog.level = ERROR\n");
        var slots = new ArrayList<String>();
        for (var nth = 0; nth < count; nth++) {
            slots.add(newToken());
        }
        return slots.stream().map(slot -> new SoftToken(library, slot)).toList();
    }

    private static String newToken() throws IOException, InterruptedException {
        var tool = new ProcessBuilder(
                        "softhsm2-util",
                        "--init-token",
                        "--free",
                        "--label",
                        "test",
                        "--so-pin",
                        "567890",
                        "--pin",
                        PIN)
                .redirectErrorStream(true)
                .start();
        var said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var slot = SLOT.matcher(said);
        if (!tool.waitFor(60, TimeUnit.SECONDS) || !slot.find()) {
            throw new IllegalStateException("softhsm2-util made no token: " + said);
        }
        return slot.group(1);
    }

    SoftToken withKey(String label, String algorithm) throws GeneralSecurityException {
        return withKey(label, algorithm, provider);
    }

    /** A key that whoever knows the PIN can take out. */
    SoftToken withLooseKey(String label) throws GeneralSecurityException {
        return withKey(label, "AES", Security.getProvider("SunPKCS11").configure("""
                --name=loose
                library=%s
                slot=%s
                attributes(generate,CKO_SECRET_KEY,*) = {
                  CKA_TOKEN=true
                  CKA_SENSITIVE=false
                  CKA_EXTRACTABLE=true
                }
                """.formatted(library, slot)));
    }

    private SoftToken withKey(String label, String algorithm, Provider by) throws GeneralSecurityException {
        try {
            var store = KeyStore.getInstance("PKCS11", by);
            store.load(null, PIN.toCharArray());
            var generator = KeyGenerator.getInstance(algorithm, by);
            generator.init(256);
            store.setKeyEntry(label, generator.generateKey(), null, null);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        return this;
    }

    MockEnvironment environment() {
        return new MockEnvironment()
                .withProperty("chengxin.identity.module.library", library.toString())
                .withProperty("chengxin.identity.module.slot", slot)
                .withProperty("chengxin.identity.module.pin", PIN);
    }
}
