package org.chengxin.chassis.idempotency;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.chassis.problem.ProblemWriter;
import org.springframework.http.MediaType;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * The same key and body answers the first answer again; the same key with another body is refused.
 *
 * <p>The request runs inside one transaction with its key: either the effect and the answer are both kept, or
 * neither. A request that was rolled back (most refusals) leaves no key and may be repeated with it.
 */
class IdempotencyFilter extends OncePerRequestFilter {

    static final String HEADER = "Idempotency-Key";
    private static final String HASH = "HmacSHA256";
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,128}");
    private static final int MOST_BYTES = 1024 * 1024;
    private static final List<String> HEADERS = List.of("Location", "ETag", "Content-Type");

    private final IdempotencyKeys keys;
    private final TransactionTemplate transaction;
    private final ProblemWriter problems;
    private final Set<String> readingPaths;
    private final SecretKeySpec hashKey;

    /** @param readingPaths paths of POSTs that only read: their answers are made afresh and never kept
     * @param key secret of the service */
    IdempotencyFilter(
            IdempotencyKeys keys,
            TransactionTemplate transaction,
            ProblemWriter problems,
            Set<String> readingPaths,
            String key) {
        this.readingPaths = Set.copyOf(readingPaths);
        this.hashKey = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), HASH);
        this.keys = keys;
        this.transaction = transaction;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String type = request.getContentType();
        return !"POST".equals(request.getMethod())
                || request.getHeader(HEADER) == null
                || readingPaths.contains(request.getRequestURI())
                || type == null
                || !MediaType.APPLICATION_JSON.isCompatibleWith(MediaType.parseMediaType(type));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String key = request.getHeader(HEADER);
        if (!KEY.matcher(key).matches()) {
            problems.write(
                    response,
                    Problem.badRequest(
                            "idempotency-key-invalid", "Idempotency-Key is 1 to 128 visible ASCII characters."));
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
        var exchange = new Exchange(caller(), key, hash(request, body), new ReadAgain(request, body), wrapped, chain);
        try {
            transaction.executeWithoutResult(status -> {
                if (!run(exchange)) {
                    status.setRollbackOnly();
                }
            });
        } catch (UnexpectedRollbackException e) {
            // The request refused itself and undid its work; its answer stands, the key is free again.
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (ChainFailed e) {
            throw e.failure;
        }
        wrapped.copyBodyToResponse();
    }

    private record Exchange(
            String caller,
            String key,
            byte[] hash,
            HttpServletRequest request,
            ContentCachingResponseWrapper response,
            FilterChain chain) {}

    /** @return whether what was done is to be kept */
    private boolean run(Exchange exchange) {
        try {
            if (!keys.claim(exchange.caller, exchange.key, exchange.hash)) {
                repeat(exchange);
                return false;
            }
            exchange.chain.doFilter(exchange.request, exchange.response);
            int status = exchange.response.getStatus();
            if (status >= 500 || status == 429) {
                return false;
            }
            keys.keep(
                    exchange.caller,
                    exchange.key,
                    status,
                    headers(exchange.response),
                    exchange.response.getContentAsByteArray());
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ServletException e) {
            throw new ChainFailed(e);
        }
    }

    private void repeat(Exchange exchange) throws IOException {
        var kept = keys.find(exchange.caller, exchange.key).orElse(null);
        if (kept == null || kept.status() == null) {
            problems.write(
                    exchange.response,
                    Problem.conflict(
                            "idempotency-key-in-use", "A request with this key is being worked on; try again."));
        } else if (!MessageDigest.isEqual(kept.requestHash(), exchange.hash)) {
            problems.write(
                    exchange.response,
                    Problem.unprocessable(
                            "idempotency-key-reused", "This key was used for another request; use a new one."));
        } else {
            exchange.response.setStatus(kept.status());
            kept.headers().forEach(exchange.response::setHeader);
            exchange.response.getOutputStream().write(kept.body());
        }
    }

    private static Map<String, String> headers(HttpServletResponse response) {
        var kept = new LinkedHashMap<String, String>();
        for (var name : HEADERS) {
            String value = response.getHeader(name);
            if (value != null) {
                kept.put(name, value);
            }
        }
        return kept;
    }

    private static String caller() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken token
                ? Caller.of(token.getToken()).name()
                : "anonymous";
    }

    /** Keyed, because what is asked may be guessed: a plain hash of it would be a trace of a person. */
    private byte[] hash(HttpServletRequest request, byte[] body) {
        try {
            var mac = Mac.getInstance(HASH);
            mac.init(hashKey);
            mac.update((request.getRequestURI() + "\n").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is part of every Java", e);
        }
    }

    /** Carries a fault of the chain out of the transaction, which it rolls back. */
    private static final class ChainFailed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient ServletException failure;

        ChainFailed(ServletException failure) {
            super(failure);
            this.failure = failure;
        }
    }
}
