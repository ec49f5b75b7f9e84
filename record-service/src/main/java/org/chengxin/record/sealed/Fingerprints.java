package org.chengxin.record.sealed;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * By what the same event is known when it comes again: a keyed hash of what it says, for a plain hash of a number is the
 * number for whoever tries them all.
 *
 * <p>The order of members and the space between them say nothing and change nothing.
 */
@Component
public final class Fingerprints {

    private static final String ALGORITHM = "HmacSHA256";
    /** 2^64 events would have to be tried before two are likely to have the same. */
    private static final int KEPT_BYTES = 16;

    private final List<SecretKey> keys;

    Fingerprints(SealingKeys sealingKeys) {
        this.keys = sealingKeys.of("record-service/FINGERPRINT", ALGORITHM);
    }

    /** Of an event that could be read, in hexadecimal digits: one under each secret that is held, the current one first. */
    public List<String> of(String source, String type, JsonNode data) {
        return of(out -> {
            text(out, source);
            text(out, type);
            value(out, data);
        });
    }

    /** Of a message that could not be read. */
    public List<String> of(byte[] message) {
        return of(out -> {
            out.writeByte('?');
            out.write(message);
        });
    }

    private interface Saying {
        void to(DataOutputStream out) throws IOException;
    }

    private List<String> of(Saying saying) {
        var bytes = new ByteArrayOutputStream(1_024);
        try (var out = new DataOutputStream(bytes)) {
            saying.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var said = bytes.toByteArray();
        return keys.stream().map(key -> hash(key, said)).toList();
    }

    private static String hash(SecretKey key, byte[] said) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(said), 0, KEPT_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is part of every Java", e);
        }
    }

    /** Each value by its kind and length, so that no two say the same bytes. */
    private static void value(DataOutputStream out, JsonNode node) throws IOException {
        if (node.isObject()) {
            out.writeByte('{');
            out.writeInt(node.size());
            for (var member : node.properties().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .toList()) {
                text(out, member.getKey());
                value(out, member.getValue());
            }
        } else if (node.isArray()) {
            out.writeByte('[');
            out.writeInt(node.size());
            for (var element : node.values()) {
                value(out, element);
            }
        } else {
            out.writeByte(node.isString() ? '"' : '=');
            text(out, node.isString() ? node.stringValue() : node.toString());
        }
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }
}
