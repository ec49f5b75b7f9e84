package org.chengxin.identity.registry;

import java.util.UUID;

/** A person as the platform knows them: an id, a name, and how far the two are verified. */
public record Subject(UUID id, PersonName name, Verification verification) {

    /** Whether the authority stands behind this very name. */
    public boolean isVerifiedAs(PersonName other) {
        return verification == Verification.VERIFIED && name.agreesWith(other);
    }

    /** The same person, verified otherwise. */
    public Subject as(Verification other) {
        return new Subject(id, name, other);
    }
}
