package org.chengxin.record.proof;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/**
 * Signs heads of the tree as C2SP signed notes: with every algorithm that is configured, and while a key is changed also
 * with the one before, so that whoever knows only that still finds a signature to check.
 */
@Component
public class SignedNote {

    private static final Pattern COMMA = Pattern.compile(",");

    private final String name;
    private final List<NoteKey> keys;

    SignedNote(
            @Value("${chengxin.record.ledger.name}") String name,
            @Value("${chengxin.record.ledger.key}") String secret,
            @Value("${chengxin.record.ledger.former-key:}") String former,
            @Value("${chengxin.record.ledger.signatures:ED25519}") String kinds,
            Environment environment) {
        if (environment.acceptsProfiles(Profiles.of("production"))
                && (secret.isBlank() || secret.startsWith("local-"))) {
            throw new IllegalStateException("chengxin.record.ledger.key is one that everybody knows");
        }
        this.name = name;
        this.keys = Stream.of(secret, former)
                .filter(given -> !given.isBlank())
                .distinct()
                .flatMap(given -> COMMA.splitAsStream(kinds)
                        .map(kind -> NoteKey.Kind.named(kind).from(given)))
                .toList();
        if (keys.isEmpty()) {
            throw new IllegalStateException("chengxin.record.ledger needs a key and an algorithm to sign with");
        }
    }

    String name() {
        return name;
    }

    /** The text, each of its lines with its end, with our signatures behind an empty line. */
    public String sign(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return keys.stream()
                .map(key -> "\u2014 " + name + " " + signature(key, bytes) + "\n")
                .collect(Collectors.joining("", text + "\n", ""));
    }

    /** What a verifier needs, a line for each key. */
    String verifierKeys() {
        return keys.stream().map(key -> key.verifierKey(name) + "\n").collect(Collectors.joining());
    }

    private String signature(NoteKey key, byte[] text) {
        var signed = key.sign(text);
        var line = Arrays.copyOf(key.id(name), 4 + signed.length);
        System.arraycopy(signed, 0, line, 4, signed.length);
        return Base64.getEncoder().encodeToString(line);
    }
}
