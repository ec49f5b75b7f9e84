package org.chengxin.chassis.caller;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.chassis.problem.ProblemWriter;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.web.filter.OncePerRequestFilter;

/** A token that cannot be checked because the issuer has never been reached is our fault, not the caller's: 503. */
class KeysUnavailable extends OncePerRequestFilter {

    private final ProblemWriter problems;

    KeysUnavailable(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (AuthenticationServiceException e) {
            response.setHeader("Retry-After", "5");
            problems.write(
                    response,
                    Problem.of(503, "issuer-unavailable", "Tokens cannot be checked at the moment; try again."));
        }
    }
}
