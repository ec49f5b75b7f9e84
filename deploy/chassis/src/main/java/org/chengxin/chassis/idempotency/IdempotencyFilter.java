package org.chengxin.chassis.idempotency;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.chassis.problem.ProblemWriter;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** The same key and body answers the first answer again; the same key with another body is refused. */
class IdempotencyFilter extends OncePerRequestFilter {

    static final String HEADER = "Idempotency-Key";
    private static final String HASH = "HmacSHA256";
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,128}");
    private static final int MOST_BYTES = 1024 * 1024;

    private final OneTransaction oneTransaction;
    private final Leased leased;
    private final ProblemWriter problems;
    private final Set<String> readingPaths;
    private final List<PathPattern> askingPaths;
    private final SecretKeySpec hashKey;

    /**
     * @param readingPaths paths of POSTs that only read: their answers are made afresh and never kept
     * @param askingPaths patterns of paths of POSTs that ask peers
     * @param key secret of the service
     */
    IdempotencyFilter(
            OneTransaction oneTransaction,
            Leased leased,
            ProblemWriter problems,
            Set<String> readingPaths,
            Collection<String> askingPaths,
            String key) {
        this.oneTransaction = oneTransaction;
        this.leased = leased;
        this.problems = problems;
        this.readingPaths = Set.copyOf(readingPaths);
        this.askingPaths = askingPaths.stream()
                .map(PathPatternParser.defaultInstance::parse)
                .toList();
        this.hashKey = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), HASH);
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
        if (asksPeers(request)) {
            leased.run(exchange);
        } else {
            oneTransaction.run(exchange);
        }
        wrapped.copyBodyToResponse();
    }

    private boolean asksPeers(HttpServletRequest request) {
        var path = PathContainer.parsePath(request.getRequestURI());
        return askingPaths.stream().anyMatch(pattern -> pattern.matches(path));
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
}
