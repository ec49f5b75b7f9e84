package org.chengxin.sharing.query;

import java.util.regex.Pattern;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.sharing.agreements.Purpose;
import org.chengxin.sharing.persons.NamedDocument;
import org.jspecify.annotations.Nullable;

/**
 * A query that is refused for what it lacks. Only what has the right form is taken from it: anything else could be
 * somebody's name.
 *
 * @param person whom it asks about, or null when it does not say so
 * @param purpose a code of the list, or {@link #UNSTATED}
 * @param matterNumber as given, or {@link #UNSTATED}
 * @param reason slug of the flaw
 */
record Unjudged(
        String organisation,
        @Nullable NamedDocument person,
        String purpose,
        String matterNumber,
        @Nullable String staffNumber,
        String reason) {

    /** Stands in the person's log where no purpose of the list or no matter was given. */
    static final String UNSTATED = "UNSTATED";

    private static final Pattern STAFF = Pattern.compile("[A-Za-z0-9-]{1,32}");
    private static final int MATTER = 64;

    static Unjudged of(QueryRequest request, Problem flaw, Caller caller) {
        var matter = request.matterNumber();
        var staff = request.staff();
        return new Unjudged(
                caller.name(),
                person(request.subject()),
                // A body can leave out what the type demands.
                request.purpose() == null
                        ? UNSTATED
                        : Purpose.of(request.purpose()).map(Purpose::name).orElse(UNSTATED),
                matter == null || matter.isBlank() || matter.length() > MATTER ? UNSTATED : matter.strip(),
                staff == null
                                || staff.number() == null
                                || !STAFF.matcher(staff.number()).matches()
                        ? null
                        : staff.number(),
                flaw.slug());
    }

    private static @Nullable NamedDocument person(QueryRequest.@Nullable SubjectRequest subject) {
        return subject == null
                        || isNothing(subject.documentType(), 32)
                        || isNothing(subject.documentNumber(), 32)
                        || isNothing(subject.name(), 100)
                ? null
                : subject.toDocument();
    }

    private static boolean isNothing(@Nullable String text, int most) {
        return text == null || text.isBlank() || text.length() > most;
    }

    /** Without content, so that no log line can carry it. */
    @Override
    public String toString() {
        return "Unjudged[" + organisation + ", " + reason + "]";
    }
}
