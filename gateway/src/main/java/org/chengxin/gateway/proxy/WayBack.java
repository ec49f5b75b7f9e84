package org.chengxin.gateway.proxy;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Locale;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpHeader;

/** Carries the head and the body of a service's answer to the client. */
final class WayBack {

    private static final int PIECE = 16 * 1024;

    private final Response answer;
    private final HttpServletResponse response;
    private final URI service;

    WayBack(Response answer, HttpServletResponse response, URI service) {
        this.answer = answer;
        this.response = response;
        this.service = service;
    }

    /** The service stopped in the middle of its answer. */
    static final class UpstreamBroke extends IOException {

        private static final long serialVersionUID = 1;

        UpstreamBroke(Throwable cause) {
            super("upstream broke off", cause);
        }
    }

    /** Whether a service says in our own form what went wrong. */
    static boolean isProblem(Response answer) {
        return mediaType(answer).startsWith("application/problem+json");
    }

    void writeHead() {
        response.setStatus(answer.getStatus());
        var fields = answer.getHeaders();
        var named = Headers.namedByConnection(fields);
        for (var field : fields) {
            var value = field.getValue();
            if (value != null && Headers.passesToClient(field.getName(), named)) {
                response.addHeader(
                        field.getName(), field.getHeader() == HttpHeader.LOCATION ? withoutService(value) : value);
            }
        }
        var length = fields.getLongField(HttpHeader.CONTENT_LENGTH);
        if (length >= 0) {
            response.setContentLengthLong(length);
        }
    }

    /**
     * Piece by piece; streams of events are not kept back until a piece is full.
     *
     * @throws UpstreamBroke when the service stops in the middle; any other IOException is the client's
     */
    void copy(InputStream body) throws IOException {
        var live = isStream();
        if (live) {
            response.flushBuffer();
        }
        var out = response.getOutputStream();
        var buffer = new byte[PIECE];
        while (true) {
            int read;
            try {
                read = body.read(buffer);
            } catch (IOException | RuntimeException broke) {
                throw new UpstreamBroke(broke);
            }
            if (read < 0) {
                return;
            }
            out.write(buffer, 0, read);
            if (live) {
                out.flush();
            }
        }
    }

    /** A service may name itself in a location; clients know the gateway only. */
    private String withoutService(String location) {
        var own = service.getScheme() + "://" + service.getRawAuthority();
        return location.startsWith(own + "/") ? location.substring(own.length()) : location;
    }

    private boolean isStream() {
        var type = mediaType(answer);
        return type.startsWith("application/x-ndjson") || type.startsWith("text/event-stream");
    }

    private static String mediaType(Response answer) {
        var type = answer.getHeaders().get(HttpHeader.CONTENT_TYPE);
        return type == null ? "" : type.toLowerCase(Locale.ROOT);
    }
}
