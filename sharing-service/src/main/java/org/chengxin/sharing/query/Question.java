package org.chengxin.sharing.query;

import java.util.UUID;
import org.chengxin.sharing.agreements.Purpose;
import org.chengxin.sharing.persons.NamedDocument;
import org.jspecify.annotations.Nullable;

/**
 * One person, one purpose, one matter.
 *
 * @param organisation the client that asks
 * @param privateBody whether it may ask only with the person's consent
 * @param staffNumber who asks within the organisation
 * @param ownName whether the officer bears the name of the person asked about
 * @param breakGlass why the regions of the agreement must be set aside, or null
 * @param consentCode handed over by the person at the counter, or null
 * @param concealmentId by which two officers agreed that the person sees the look later, or null
 * @param department that the asker acts for
 * @param onlyHere whether other regions are not to be asked
 */
record Question(
        String organisation,
        boolean privateBody,
        NamedDocument person,
        Purpose purpose,
        String matterNumber,
        @Nullable String staffNumber,
        boolean ownName,
        @Nullable BreakGlass breakGlass,
        @Nullable String consentCode,
        @Nullable UUID concealmentId,
        @Nullable String department,
        boolean onlyHere) {

    /** Without the code, which opens something. */
    @Override
    public String toString() {
        return "Question[" + organisation + ", " + purpose + "]";
    }
}
