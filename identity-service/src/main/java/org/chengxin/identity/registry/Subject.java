package org.chengxin.identity.registry;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person as the platform knows them: an id, a name, and how far the two are verified.
 *
 * @param id the subject that was registered
 * @param formerNames borne before; records about that time carry them
 * @param mergedInto the subject that stands for this one since the two were found to be one person
 */
public record Subject(
        UUID id,
        PersonName name,
        List<PersonName> formerNames,
        Verification verification,
        @Nullable UUID mergedInto) {

    /** The subject to answer with. */
    public UUID currentId() {
        return Objects.requireNonNullElse(mergedInto, id);
    }

    /** Whether the person bears this name, or bore it. */
    public boolean isKnownAs(PersonName other) {
        return name.agreesWith(other) || formerNames.stream().anyMatch(former -> former.agreesWith(other));
    }

    /** Whether the authority stands behind this very name. */
    public boolean isVerifiedAs(PersonName other) {
        return verification == Verification.VERIFIED && isKnownAs(other);
    }

    /** The same person, with the names borne before. */
    Subject onceCalled(List<PersonName> names) {
        return new Subject(id, name, names, verification, mergedInto);
    }

    /** The same person, verified otherwise. */
    public Subject as(Verification other) {
        return new Subject(id, name, formerNames, other, mergedInto);
    }

    /** The same person, verified under this name. */
    public Subject verifiedAs(PersonName other) {
        return new Subject(id, other, formerNames, Verification.VERIFIED, mergedInto);
    }
}
