package org.chengxin.identity.registration;

import java.util.Optional;
import org.chengxin.identity.registry.Subject;

/** How a registration ends. */
sealed interface Registration {

    /** The person, when there is one to answer with. */
    default Optional<Subject> subject() {
        return Optional.empty();
    }

    /** A person the platform did not know. */
    record New(Subject person) implements Registration {

        @Override
        public Optional<Subject> subject() {
            return Optional.of(person);
        }
    }

    /** The document is known under this name: the same person. */
    record Known(Subject person) implements Registration {

        @Override
        public Optional<Subject> subject() {
            return Optional.of(person);
        }
    }

    /** The document is known under another name. */
    record Mismatch() implements Registration {}

    /** The authority does not know the number. */
    record NotIdentified() implements Registration {}
}
