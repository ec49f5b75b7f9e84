package org.chengxin.chassis.page;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.chengxin.chassis.problem.Problem;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Positions in a list, signed so that nobody can ask from a position that was not given to them. */
public class Cursors {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SIGNATURE = 32;

    private final JsonMapper json;
    private final SecretKeySpec key;

    /** @param key secret shared by the replicas of a service */
    public Cursors(JsonMapper json, String key) {
        this.json = json;
        this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /**
     * The position to go on from; empty on the first page.
     *
     * @throws org.chengxin.chassis.problem.Refusal 400 when the cursor is not one of ours
     */
    public <C> Optional<C> read(PageRequest page, Class<C> positionType) {
        String cursor = page.cursor();
        if (cursor == null) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            if (bytes.length > SIGNATURE) {
                byte[] position = Arrays.copyOfRange(bytes, SIGNATURE, bytes.length);
                byte[] signature = Arrays.copyOf(bytes, SIGNATURE);
                if (MessageDigest.isEqual(signature, sign(position))) {
                    return Optional.of(json.readValue(position, positionType));
                }
            }
        } catch (IllegalArgumentException | JacksonException e) {
            // answered below, like a wrong signature
        }
        throw Problem.badRequest("cursor-invalid", "The cursor was not given by this list; start again without one.")
                .at("/cursor", "was not given by this list")
                .refusal();
    }

    /**
     * Cuts a page out of rows read with {@link PageRequest#limitPlusOne()}.
     *
     * @param positionOfRow what the next page goes on from, given the last row shown
     */
    public <T> Page<T> page(List<T> rows, PageRequest page, Function<? super T, ?> positionOfRow) {
        if (rows.size() <= page.limit()) {
            return new Page<>(rows, null);
        }
        List<T> shown = rows.subList(0, page.limit());
        return new Page<>(shown, write(positionOfRow.apply(shown.getLast())));
    }

    private String write(@Nullable Object position) {
        byte[] bytes = json.writeValueAsBytes(position);
        byte[] signature = sign(bytes);
        byte[] all = Arrays.copyOf(signature, signature.length + bytes.length);
        System.arraycopy(bytes, 0, all, signature.length, bytes.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    private byte[] sign(byte[] bytes) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is part of every Java", e);
        }
    }
}
