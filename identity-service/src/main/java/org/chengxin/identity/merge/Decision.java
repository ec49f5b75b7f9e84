package org.chengxin.identity.merge;

/** How a step of a merge ends. */
sealed interface Decision {

    /** The merge as it stands now. */
    record Taken(SubjectMerge merge) implements Decision {}

    /** There is no such merge. */
    record NoSuchMerge() implements Decision {}

    /** One of the two subjects does not exist, or both are the same. */
    record NoTwoPersons() implements Decision {}

    /** The merge is at another step. */
    record WrongStep(SubjectMerge.State state) implements Decision {}

    /** Who proposed it does not decide it (rule M-1). */
    record SameReviewer() implements Decision {}

    /** One of the two is part of another merge: a chain could not be undone exactly (rule M-3). */
    record AlreadyMerged() implements Decision {}
}
