package org.chengxin.identity.resolution;

import java.util.Optional;
import java.util.UUID;
import org.chengxin.identity.authority.Verdict;
import org.chengxin.identity.document.DocumentDefect;
import org.chengxin.identity.document.IdentityDocument;
import org.chengxin.identity.registry.PersonName;
import org.chengxin.identity.registry.Subject;
import org.chengxin.identity.registry.Verification;

/** What one item of a batch resolves to. */
sealed interface Resolution {

    /**
     * The person whose document and name these are.
     *
     * @param registeredAs the subject the document was registered for; another one while the two are merged
     */
    record Resolved(UUID subjectId, UUID registeredAs, IdentityDocument document) implements Resolution {}

    /** The item lacks something, or its name cannot be one. */
    record Incomplete(String pointer) implements Resolution {}

    /** The number is malformed. */
    record Malformed(DocumentDefect defect) implements Resolution {}

    /** Nobody is registered with this document. */
    record Unknown() implements Resolution {}

    /** The document belongs to another name. */
    record Mismatch() implements Resolution {}

    /** The authority does not know the number. */
    record NotIdentified() implements Resolution {}

    /** The authority has not answered yet. */
    record Pending() implements Resolution {}

    /** Whether the caller named somebody whom nobody knows, or by a wrong name; a typing error that shows is none. */
    default boolean isMiss() {
        return switch (this) {
            case Unknown _, Mismatch _, NotIdentified _ -> true;
            case Resolved _, Incomplete _, Malformed _, Pending _ -> false;
        };
    }

    /** For a caller who only looks: what is stored decides. */
    static Resolution lookedUp(Optional<Subject> known, IdentityDocument document, PersonName name) {
        if (known.isEmpty()) {
            return new Unknown();
        }
        var subject = known.get();
        return switch (subject.verification()) {
            case NOT_IDENTIFIED -> new Unknown();
            case MISMATCH -> new Mismatch();
            case VERIFIED, UNVERIFIED ->
                subject.isKnownAs(name) ? new Resolved(subject.currentId(), subject.id(), document) : new Mismatch();
        };
    }

    /** For a caller who registers on the way: only a verified person counts, and the verdict says why there is none. */
    static Resolution registered(Optional<Subject> known, IdentityDocument document, PersonName name, Verdict verdict) {
        var verified = known.filter(subject -> subject.verification() == Verification.VERIFIED);
        if (verified.isPresent()) {
            return verified.get().isKnownAs(name)
                    ? new Resolved(verified.get().currentId(), verified.get().id(), document)
                    : new Mismatch();
        }
        return switch (verdict) {
            case UNKNOWN -> new NotIdentified();
            case DISAGREES -> new Mismatch();
            // AGREES without a verified person: another transaction is about to say so.
            case AGREES, NO_ANSWER -> new Pending();
        };
    }
}
