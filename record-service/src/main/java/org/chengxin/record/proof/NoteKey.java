package org.chengxin.record.proof;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** A key that signs notes, by one of the algorithms of {@link Kind}. */
interface NoteKey {

    /** By what a note can be signed. */
    enum Kind {
        /** What most of the world checks; the signature type of C2SP signed-note. */
        ED25519,
        /** The commercial cryptography of China: GB/T 32918 over GB/T 32905, under a type of our own. */
        SM2;

        /** The algorithm with this name in any case, as it stands in the configuration. */
        static Kind named(String name) {
            return valueOf(name.strip().toUpperCase(Locale.ROOT));
        }

        /** The same key for the same secret, so that every replica signs with it. */
        NoteKey from(String secret) {
            return switch (this) {
                case ED25519 -> Ed25519Key.from(secret);
                case SM2 -> Sm2Key.from(secret);
            };
        }
    }

    /** The signature type, and behind it the public key: what a verifier key holds. */
    byte[] typed();

    byte[] sign(byte[] text);

    /** The first four bytes of the hash of name and key, as C2SP signed-note recommends. */
    default byte[] id(String name) {
        return Arrays.copyOf(Hash.of((name + "\n").getBytes(StandardCharsets.UTF_8), typed()), 4);
    }

    /** What a verifier needs: {@code <name>+<id>+<type and key>}. */
    default String verifierKey(String name) {
        return name
                + "+"
                + HexFormat.of().formatHex(id(name))
                + "+"
                + Base64.getEncoder().encodeToString(typed());
    }
}
