package org.chengxin.gateway.problem;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An RFC 9457 answer of the gateway itself, in the shape that every service uses.
 *
 * @param slug stable name, the end of {@code urn:chengxin:problem:<slug>}
 * @param detail what is wrong and how to mend it; never personal data
 * @param facts further members
 * @param retryAfter when asking again makes sense
 */
public record Problem(
        int status,
        String slug,
        String detail,
        Map<String, Object> facts,
        @Nullable Duration retryAfter) {

    public static Problem of(int status, String slug, String detail) {
        return new Problem(status, slug, detail, Map.of(), null);
    }

    public static Problem noSuchResource() {
        return of(404, "path-unknown", "Nothing lives at this address; /docs lists what does.");
    }

    public Problem with(String name, Object value) {
        var more = new LinkedHashMap<>(facts);
        more.put(name, value);
        return new Problem(status, slug, detail, more, retryAfter);
    }

    public Problem after(Duration wait) {
        return new Problem(status, slug, detail, facts, wait);
    }
}
