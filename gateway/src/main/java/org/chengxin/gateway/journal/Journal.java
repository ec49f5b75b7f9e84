package org.chengxin.gateway.journal;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.chengxin.gateway.problem.Problem;
import org.chengxin.gateway.problem.Problems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Gives each request its id and writes one line about it when it is over.
 *
 * <p>The line names the resource by its pattern, never the address as it was sent: a path or query may carry what a
 * client should not have written there.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class Journal extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger("org.chengxin.gateway.access");

    private static final String IN_EVERY_LINE = "requestId";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var startedAt = System.nanoTime();
        var id = RequestId.takenOverOrBegun(request.getHeader(RequestId.HEADER));
        RequestId.put(request, id);
        response.setHeader(RequestId.HEADER, id);
        var broken = true;
        try (var _ = MDC.putCloseable(IN_EVERY_LINE, id)) {
            try {
                chain.doFilter(request, response);
                broken = false;
            } catch (RuntimeException | ServletException fault) {
                if (response.isCommitted()) {
                    throw fault;
                }
                LoggerFactory.getLogger(Journal.class).error("request failed", fault);
                Problems.answer(
                        response,
                        Problem.of(500, "internal-fault", "The gateway failed; the request id leads to its log."));
                broken = false;
            } finally {
                log.info(
                        "{} {} {} {} ms",
                        request.getMethod(),
                        resource(request),
                        broken ? "broken off" : response.getStatus(),
                        (System.nanoTime() - startedAt) / 1_000_000);
            }
        }
    }

    private static Object resource(HttpServletRequest request) {
        var pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return pattern == null ? "(no resource)" : pattern;
    }
}
