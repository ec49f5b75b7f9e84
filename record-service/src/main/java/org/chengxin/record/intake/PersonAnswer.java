package org.chengxin.record.intake;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What identity-service says about a person whom a source names. */
sealed interface PersonAnswer {

    /**
     * @param adultOn first day on which the person was of age
     * @param registeredAs the subject that the document was registered for; another one only while they are merged
     */
    record Known(UUID subjectId, @Nullable LocalDate adultOn, UUID registeredAs) implements PersonAnswer {}

    /** Not a person that anybody knows, or not of this name. */
    record Unknown(Ground ground, String pointer) implements PersonAnswer {}

    /** The public authority has not answered yet. */
    record Pending() implements PersonAnswer {}
}
