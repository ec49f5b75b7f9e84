package org.chengxin.identity.prohibited;

import org.chengxin.chassis.problem.Problem;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers before the body counts as unreadable: what was thrown while it was read is the cause of that. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProhibitedAdvice {

    @ExceptionHandler
    ResponseEntity<Problem> prohibited(ProhibitedField field) {
        return field.problem().answer();
    }
}
