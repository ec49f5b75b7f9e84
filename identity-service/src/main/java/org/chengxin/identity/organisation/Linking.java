package org.chengxin.identity.organisation;

import org.chengxin.identity.registry.Standing;

/** How it ends when a department links a person to an organisation. */
sealed interface Linking {

    /** Linked, for the first time or in place of what was said before. */
    record Linked(ResponsiblePerson person, boolean isNew) implements Linking {}

    /** Another department said it. */
    record SaidByAnother() implements Linking {}

    /** Nothing can be linked to this person. */
    record NotPossible(Standing standing) implements Linking {}
}
