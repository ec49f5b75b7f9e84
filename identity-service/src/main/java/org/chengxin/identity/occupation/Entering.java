package org.chengxin.identity.occupation;

import org.chengxin.identity.registry.Standing;

/** How the entry of an occupation ends. */
sealed interface Entering {

    /** It is entered; the first one of this occupation is new. */
    record Entered(Practice practice, long version, boolean isNew) implements Entering {}

    /** The list has no such occupation. */
    record NoSuchOccupation() implements Entering {}

    /** Another department keeps the register of this occupation. */
    record NotItsRegulator() implements Entering {}

    /** A licence where there is none, or none where there must be one. */
    record LicenceWrong(boolean licensed) implements Entering {}

    /** Nothing can be entered about this person. */
    record NotPossible(Standing standing) implements Entering {}
}
