package org.chengxin.repair.desk;

import org.chengxin.chassis.problem.Problem;
import org.chengxin.repair.cases.CaseFile;
import org.chengxin.repair.cases.MoveCase;

/** What is answered when a step is not taken. */
final class Refusals {

    private Refusals() {}

    static Problem notFound() {
        return Problem.notFound("case-not-found", "There is no case with this id that you may see.");
    }

    static Problem overtaken() {
        return Problem.of(412, "if-match-stale", "It has changed since you read it; read it again.");
    }

    static Problem of(CaseFile file, MoveCase.Refusal why) {
        return switch (why) {
            case CLOSED ->
                Problem.conflict("case-closed", "The case is " + file.state() + "; nothing is left to do in it.")
                        .with("state", file.state());
            case NOT_NOW ->
                Problem.conflict(
                                "step-not-open",
                                "A " + file.kind() + " that is " + file.state() + " does not take this step from you.")
                        .with("state", file.state());
            case OWN_CASE ->
                Problem.forbidden(
                        "own-case", "Nobody decides about themselves or their own department; leave it to another.");
            case FOUR_EYES ->
                Problem.forbidden("four-eyes", "You proposed it; somebody else has to agree or to refuse.");
            case ALREADY_REQUESTED ->
                Problem.conflict("information-requested-already", "Missing papers are asked for once only.");
            case NOT_REQUESTED ->
                Problem.conflict("information-not-requested", "Nobody asked for papers in this case.");
            case ALREADY_EXTENDED -> Problem.conflict("extended-already", "A period is extended once only.");
            case NOT_EXTENDABLE ->
                Problem.conflict("not-extendable", "The law knows no extension of the period that runs now.");
            case CORRECTION_MISSING ->
                Problem.conflict(
                        "correction-missing",
                        "No corrected version of the record has come from its source; amend the record first, then"
                                + " decide.");
            case ALREADY_REVIEWED ->
                Problem.conflict("reviewed-already", "The answer has been reviewed; reconsideration is open.");
            case REFERENCE_WRONG ->
                Problem.unprocessable("reference-wrong", "refersTo names no decided case on the same matter.")
                        .at("/refersTo", "names no decided case on the same matter");
        };
    }
}
