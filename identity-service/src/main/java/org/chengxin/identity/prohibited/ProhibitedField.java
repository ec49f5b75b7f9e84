package org.chengxin.identity.prohibited;

import org.chengxin.chassis.problem.Problem;

/** A request brings what the platform never holds; thrown in the middle of reading it, at whatever depth. */
final class ProhibitedField extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ProhibitedField(Problem problem) {
        super(problem.slug());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
