package org.chengxin.gateway.door;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.chengxin.gateway.problem.Problem;
import org.chengxin.gateway.problem.Problems;
import org.springframework.web.filter.OncePerRequestFilter;

/** Turns away clients that ask more often than they may. */
final class RateLimit extends OncePerRequestFilter {

    private final Allowances allowances;

    RateLimit(Allowances allowances) {
        this.allowances = allowances;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        // Whoever watches over the gateway must not be turned away when it is busy.
        return request.getRequestURI().startsWith("/actuator/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var wait = allowances.ask(request);
        if (wait.isZero()) {
            chain.doFilter(request, response);
        } else {
            Problems.answer(response, tooOften(wait));
        }
    }

    static Problem tooOften(Duration wait) {
        return Problem.of(429, "too-many-requests", "You ask more often than you may; wait as Retry-After says.")
                .after(wait);
    }
}
