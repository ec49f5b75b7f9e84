package org.chengxin.identity.registry;

import org.chengxin.chassis.problem.Problem;

/** Why nothing new may be linked to a person, as it is answered. */
public final class StandingProblems {

    private StandingProblems() {}

    /** @param standing any but GOOD */
    public static Problem of(Standing standing) {
        return switch (standing) {
            case UNKNOWN -> Problem.notFound("subject-not-found", "There is no person with this id.");
            case MERGED ->
                Problem.conflict(
                        "subject-merged",
                        "Another subject stands for this person; resolve the document again and use the id it names.");
            case DECEASED -> Problem.conflict("subject-deceased", "The person's death is recorded.");
            case UNVERIFIED ->
                Problem.conflict("subject-not-verified", "The public authority has not confirmed this person.");
            case MINOR -> Problem.unprocessable("subject-minor", "Nothing is recorded here about anybody under 18.");
            case GOOD -> throw new IllegalArgumentException("nothing is wrong");
        };
    }
}
