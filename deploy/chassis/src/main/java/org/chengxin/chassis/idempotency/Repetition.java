package org.chengxin.chassis.idempotency;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.chassis.problem.ProblemWriter;
import org.springframework.http.HttpHeaders;

/** The answer to a request whose key is taken. */
class Repetition {

    private final IdempotencyKeys keys;
    private final ProblemWriter problems;

    Repetition(IdempotencyKeys keys, ProblemWriter problems) {
        this.keys = keys;
        this.problems = problems;
    }

    void answer(Exchange exchange) throws IOException {
        var kept = keys.find(exchange.caller(), exchange.key()).orElse(null);
        HttpServletResponse response = exchange.response();
        if (kept != null && !MessageDigest.isEqual(kept.requestHash(), exchange.hash())) {
            problems.write(
                    response,
                    Problem.unprocessable(
                            "idempotency-key-reused", "This key was used for another request; use a new one."));
        } else if (kept == null || kept.answer() == null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "1");
            problems.write(
                    response,
                    Problem.conflict(
                            "idempotency-key-in-use", "A request with this key is being worked on; try again."));
        } else {
            kept.answer().writeTo(response);
        }
    }
}
