package org.chengxin.chassis.peer;

import org.chengxin.chassis.problem.Problem;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** A peer that is away is said, not hidden: 503 with the time to wait. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class PeerAdvice {

    @ExceptionHandler
    ResponseEntity<Problem> away(PeerUnavailable e) {
        return ResponseEntity.status(503)
                .header(HttpHeaders.RETRY_AFTER, "5")
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Problem.of(
                        503,
                        e.peer() + "-unavailable",
                        "A service needed for this does not answer; nothing was done, try again."));
    }
}
