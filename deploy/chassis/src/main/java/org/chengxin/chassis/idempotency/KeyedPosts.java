package org.chengxin.chassis.idempotency;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.chassis.problem.ProblemWriter;
import org.springframework.http.MediaType;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** The same key and body answers the first answer again; the same key with another body is refused. */
class KeyedPosts {

    private static final String HEADER = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,128}");
    private static final int MOST_BYTES = 1024 * 1024;

    private final OneTransaction oneTransaction;
    private final Leased leased;
    private final ProblemWriter problems;
    private final Key hashKey;

    KeyedPosts(OneTransaction oneTransaction, Leased leased, ProblemWriter problems, Key hashKey) {
        this.oneTransaction = oneTransaction;
        this.leased = leased;
        this.problems = problems;
        this.hashKey = hashKey;
    }

    /** Whether this request has its effect once; a stream of lines has keys of its own in each. */
    boolean include(HttpServletRequest request, HandlerMethod handler) {
        return "POST".equals(request.getMethod())
                && request.getHeader(HEADER) != null
                && !handler.hasMethodAnnotation(Reading.class)
                && !isStream(request);
    }

    /** @param work what the handler does with a request that is not answered from memory */
    void answer(HttpServletRequest request, HttpServletResponse response, HandlerMethod handler, Exchange.Work work)
            throws IOException, ServletException {
        var key = request.getHeader(HEADER);
        if (!KEY.matcher(key).matches()) {
            problems.write(
                    response,
                    Problem.badRequest(
                            "idempotency-key-invalid", "An Idempotency-Key is 1 to 128 visible ASCII characters."));
            return;
        }
        byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            problems.write(
                    response,
                    Problem.tooLarge("body-too-large", "A request with an Idempotency-Key holds at most 1 MiB."));
            return;
        }
        var wrapped = new ContentCachingResponseWrapper(response);
        var exchange = new Exchange(caller(), key, hash(request, body), new ReadAgain(request, body), wrapped, work);
        if (handler.hasMethodAnnotation(AsksPeers.class)) {
            leased.run(exchange);
        } else {
            oneTransaction.run(exchange);
        }
        wrapped.copyBodyToResponse();
    }

    private static boolean isStream(HttpServletRequest request) {
        return Objects.requireNonNullElse(request.getContentType(), "")
                .toLowerCase(Locale.ROOT)
                .startsWith(MediaType.APPLICATION_NDJSON_VALUE);
    }

    private static String caller() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken token
                ? Caller.of(token.getToken()).name()
                : "anonymous";
    }

    /** Keyed, because what is asked may be guessed: a plain hash of it would be a trace of a person. */
    private byte[] hash(HttpServletRequest request, byte[] body) {
        var query = request.getQueryString();
        try {
            var mac = Mac.getInstance(hashKey.getAlgorithm());
            mac.init(hashKey);
            mac.update((request.getRequestURI() + (query == null ? "" : "?" + query) + "\n")
                    .getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is part of every Java", e);
        }
    }
}
