package org.chengxin.gateway.journal;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id under which a request is known in every log and answer. */
public final class RequestId {

    public static final String HEADER = "X-Request-Id";

    private static final String ATTRIBUTE = RequestId.class.getName();

    /**
     * A client's own id is taken over only in the shape of a UUID, with or without hyphens: any looser shape would let
     * an identity number into every log.
     */
    private static final Pattern ACCEPTED =
            Pattern.compile("[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}");

    private RequestId() {}

    static String takenOverOrBegun(@Nullable String offered) {
        return offered != null && ACCEPTED.matcher(offered).matches()
                ? offered
                : UUID.randomUUID().toString();
    }

    static void put(HttpServletRequest request, String id) {
        request.setAttribute(ATTRIBUTE, id);
    }

    public static String of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof String id ? id : "";
    }
}
