package org.chengxin.identity.dump;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Every usual way in which a secret might stand in a dump so that whoever has the dump can read it. */
final class Spellings {

    /** Three places at which a text may begin in base64; the characters that depend on its neighbours are left out. */
    private static final int SHIFTS = 3;

    private Spellings() {}

    /** The name of each spelling and the bytes of it, one character per byte. */
    static Map<String, String> of(String secret) {
        var spellings = new LinkedHashMap<String, String>();
        for (var charset : List.of(UTF_8, UTF_16BE, UTF_16LE, Charset.forName("GB18030"))) {
            of(secret.getBytes(charset), charset.name(), spellings);
        }
        spellings.put("escaped for an address", URLEncoder.encode(secret, UTF_8));
        spellings.put(
                "escaped for JSON",
                secret.chars()
                        .mapToObj(character ->
                                character < 0x80 ? String.valueOf((char) character) : "\\\\u%04x".formatted(character))
                        .collect(Collectors.joining()));
        spellings.put("backwards", bytes(new StringBuilder(secret).reverse().toString(), UTF_8));
        // There are so few numbers that a hash without a key is the number for whoever tries them all.
        for (var algorithm : List.of("MD5", "SHA-1", "SHA-256", "SHA-512")) {
            of(digest(algorithm, secret), algorithm, spellings);
        }
        return spellings;
    }

    private static void of(byte[] secret, String name, Map<String, String> spellings) {
        spellings.put(name, new String(secret, ISO_8859_1));
        var hex = HexFormat.of().formatHex(secret);
        spellings.put(name + " in hex", hex);
        spellings.put(name + " in HEX", hex.toUpperCase(Locale.ROOT));
        for (var shift = 0; shift < SHIFTS; shift++) {
            var shifted = new byte[secret.length + shift];
            System.arraycopy(secret, 0, shifted, shift, secret.length);
            spellings.put(name + " in base64 at " + shift, certain(Base64.getEncoder(), shifted, shift));
            spellings.put(name + " in base64url at " + shift, certain(Base64.getUrlEncoder(), shifted, shift));
        }
    }

    /** The characters that are the same whatever stands before and behind. */
    private static String certain(Base64.Encoder encoder, byte[] shifted, int shift) {
        var whole = shifted.length / 3 * 4;
        return new String(encoder.encode(shifted), US_ASCII).substring(shift == 0 ? 0 : 4, whole);
    }

    private static String bytes(String text, Charset charset) {
        return new String(text.getBytes(charset), ISO_8859_1);
    }

    private static byte[] digest(String algorithm, String secret) {
        try {
            return MessageDigest.getInstance(algorithm).digest(secret.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException fault) {
            throw new IllegalStateException(fault);
        }
    }
}
