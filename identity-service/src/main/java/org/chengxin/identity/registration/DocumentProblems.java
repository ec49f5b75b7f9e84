package org.chengxin.identity.registration;

import org.chengxin.chassis.problem.Problem;
import org.chengxin.identity.document.DocumentDefect;

/** The refusals that registration and resolution share, in words that repeat neither number nor name. */
public final class DocumentProblems {

    private DocumentProblems() {}

    /**
     * The number is malformed.
     *
     * @param document JSON pointer to the document in the request
     */
    public static Problem documentInvalid(DocumentDefect defect, String document) {
        var pointer = document + (defect == DocumentDefect.TYPE ? "/type" : "/number");
        return Problem.unprocessable("document-invalid", defect.explanation())
                .with("reason", defect.name())
                .at(pointer, defect.explanation());
    }

    /** The document is known under another name. */
    public static Problem subjectMismatch() {
        return Problem.conflict(
                "subject-mismatch",
                "This document is known under another name. Compare number and name with the document itself; if they are"
                        + " right, the person's data must be corrected by the public security department.");
    }

    /** The authority does not know the number. */
    public static Problem subjectNotIdentified() {
        return Problem.unprocessable(
                "subject-not-identified",
                "The public authority does not know this number. Compare it with the document itself.");
    }
}
