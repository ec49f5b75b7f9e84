package org.chengxin.repair.cases;

import static org.chengxin.repair.cases.Role.CLOCK;
import static org.chengxin.repair.cases.Role.CREDIT_CHINA;
import static org.chengxin.repair.cases.Role.OFFICER;
import static org.chengxin.repair.cases.Role.PERSON;
import static org.chengxin.repair.cases.Role.REVIEWER;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The states of each kind of case and the events that move it: what is not here cannot happen. */
public final class Lifecycle {

    /** What an event leads to, and who may bring it about. */
    public record Transition(CaseState to, Set<Role> by) {

        public Transition {
            by = Set.copyOf(by);
        }
    }

    private static final Map<CaseKind, Lifecycle> ALL = all();

    private final CaseState first;
    private final Map<CaseState, Map<CaseEvent, Transition>> table = new EnumMap<>(CaseState.class);

    private Lifecycle(CaseState first) {
        this.first = first;
    }

    public static Lifecycle of(CaseKind kind) {
        var lifecycle = ALL.get(kind);
        if (lifecycle == null) {
            throw new IllegalStateException(kind + " has no lifecycle");
        }
        return lifecycle;
    }

    /** The state in which a case of this kind begins; a dispute about the platform's own matter begins as RECEIVED. */
    public CaseState first() {
        return first;
    }

    public Optional<Transition> on(CaseState state, CaseEvent event) {
        return Optional.ofNullable(table.getOrDefault(state, Map.of()).get(event));
    }

    private Lifecycle row(CaseState from, CaseEvent event, CaseState to, Role... by) {
        table.computeIfAbsent(from, _ -> new EnumMap<>(CaseEvent.class))
                .put(event, new Transition(to, EnumSet.of(by[0], by)));
        return this;
    }

    private static Map<CaseKind, Lifecycle> all() {
        var all = new EnumMap<CaseKind, Lifecycle>(CaseKind.class);
        all.put(CaseKind.DISPUTE, dispute());
        all.put(CaseKind.REVIEW, review());
        all.put(CaseKind.REPAIR, repair());
        all.put(CaseKind.EXTENSION, extension());
        all.put(CaseKind.PERFORMANCE, performance());
        all.put(CaseKind.STATEMENT, statement());
        all.put(CaseKind.ANSWER, answer());
        all.put(CaseKind.RECONSIDERATION, challenge(CaseState.PENDING));
        // No law takes a lawsuit for registered when the court is late.
        all.put(CaseKind.LAWSUIT, challenge(CaseState.FILED));
        return all;
    }

    private static Lifecycle dispute() {
        return new Lifecycle(CaseState.FORWARDED)
                .row(CaseState.RECEIVED, CaseEvent.FORWARDED, CaseState.FORWARDED, OFFICER, REVIEWER)
                .row(CaseState.RECEIVED, CaseEvent.DECIDED, CaseState.DECIDED, OFFICER, REVIEWER)
                .row(CaseState.RECEIVED, CaseEvent.EXTENDED, CaseState.RECEIVED, OFFICER, REVIEWER)
                .row(CaseState.RECEIVED, CaseEvent.INFORMATION_REQUESTED, CaseState.RECEIVED, OFFICER, REVIEWER)
                .row(CaseState.RECEIVED, CaseEvent.INFORMATION_SUPPLIED, CaseState.RECEIVED, PERSON)
                .row(CaseState.RECEIVED, CaseEvent.WITHDRAWN, CaseState.WITHDRAWN, PERSON)
                .row(CaseState.RECEIVED, CaseEvent.TIME_OVER, CaseState.OVERDUE, CLOCK)
                .row(CaseState.FORWARDED, CaseEvent.DECIDED, CaseState.DECIDED, OFFICER)
                .row(CaseState.FORWARDED, CaseEvent.ERASURE_PROPOSED, CaseState.ERASURE_PROPOSED, OFFICER)
                .row(CaseState.FORWARDED, CaseEvent.EXTENDED, CaseState.FORWARDED, OFFICER)
                .row(CaseState.FORWARDED, CaseEvent.INFORMATION_REQUESTED, CaseState.FORWARDED, OFFICER)
                .row(CaseState.FORWARDED, CaseEvent.INFORMATION_SUPPLIED, CaseState.FORWARDED, PERSON)
                .row(CaseState.FORWARDED, CaseEvent.WITHDRAWN, CaseState.WITHDRAWN, PERSON)
                .row(CaseState.FORWARDED, CaseEvent.TIME_OVER, CaseState.OVERDUE, CLOCK)
                .erasureAndDelay(OFFICER, REVIEWER)
                .row(CaseState.OVERDUE, CaseEvent.INFORMATION_SUPPLIED, CaseState.OVERDUE, PERSON)
                .row(CaseState.DECIDED, CaseEvent.ESCALATED, CaseState.DECIDED, PERSON);
    }

    private static Lifecycle review() {
        return new Lifecycle(CaseState.FILED)
                .row(CaseState.FILED, CaseEvent.DECIDED, CaseState.DECIDED, REVIEWER)
                .row(CaseState.FILED, CaseEvent.ERASURE_PROPOSED, CaseState.ERASURE_PROPOSED, REVIEWER)
                .row(CaseState.FILED, CaseEvent.WITHDRAWN, CaseState.WITHDRAWN, PERSON)
                .row(CaseState.FILED, CaseEvent.TIME_OVER, CaseState.OVERDUE, CLOCK)
                .erasureAndDelay(REVIEWER);
    }

    /** What comes after one official proposed to erase, and after the time has run out. */
    private Lifecycle erasureAndDelay(Role... deciding) {
        return row(CaseState.ERASURE_PROPOSED, CaseEvent.ERASURE_CONFIRMED, CaseState.DECIDED, deciding)
                .row(CaseState.ERASURE_PROPOSED, CaseEvent.DECIDED, CaseState.DECIDED, deciding)
                .row(CaseState.ERASURE_PROPOSED, CaseEvent.WITHDRAWN, CaseState.WITHDRAWN, PERSON)
                .row(CaseState.ERASURE_PROPOSED, CaseEvent.TIME_OVER, CaseState.OVERDUE, CLOCK)
                .row(CaseState.OVERDUE, CaseEvent.DECIDED, CaseState.DECIDED, deciding)
                .row(CaseState.OVERDUE, CaseEvent.ERASURE_PROPOSED, CaseState.ERASURE_PROPOSED, deciding)
                .row(CaseState.OVERDUE, CaseEvent.WITHDRAWN, CaseState.WITHDRAWN, PERSON)
                .row(CaseState.OVERDUE, CaseEvent.TIME_OVER, CaseState.OVERDUE, CLOCK);
    }

    private static Lifecycle repair() {
        return new Lifecycle(CaseState.FILED)
                .row(CaseState.FILED, CaseEvent.ACCEPTED, CaseState.ACCEPTED, OFFICER)
                .row(CaseState.FILED, CaseEvent.NOT_ACCEPTED, CaseState.NOT_ACCEPTED, OFFICER)
                .papers(OFFICER)
                // Silence counts as acceptance, by analogy with rule X-2.
                .row(CaseState.FILED, CaseEvent.TIME_OVER, CaseState.ACCEPTED, CLOCK)
                .row(CaseState.ACCEPTED, CaseEvent.EXTENDED, CaseState.ACCEPTED, OFFICER)
                .row(CaseState.ACCEPTED, CaseEvent.GRANTED, CaseState.GRANTED, OFFICER)
                .row(CaseState.ACCEPTED, CaseEvent.REFUSED, CaseState.REFUSED, OFFICER)
                .row(CaseState.ACCEPTED, CaseEvent.WITHDRAWN, CaseState.WITHDRAWN, PERSON)
                .row(CaseState.ACCEPTED, CaseEvent.TIME_OVER, CaseState.ESCALATED, CLOCK)
                .escalated(CaseEvent.GRANTED, CaseState.GRANTED)
                .prevailed(
                        CaseState.FILED,
                        CaseState.INFORMATION_REQUESTED,
                        CaseState.ACCEPTED,
                        CaseState.ESCALATED,
                        CaseState.REFUSED,
                        CaseState.NOT_ACCEPTED,
                        CaseState.LAPSED)
                .row(
                        CaseState.GRANTED,
                        CaseEvent.UNDO_PROPOSED,
                        CaseState.UNDO_PROPOSED,
                        OFFICER,
                        REVIEWER,
                        CREDIT_CHINA)
                // Who cannot be heard any more keeps what they were granted.
                .row(CaseState.UNDO_PROPOSED, CaseEvent.PERSON_DIED, CaseState.GRANTED, CLOCK)
                .row(CaseState.UNDO_HEARD, CaseEvent.PERSON_DIED, CaseState.GRANTED, CLOCK)
                .row(CaseState.UNDO_PROPOSED, CaseEvent.HEARD, CaseState.UNDO_HEARD, PERSON)
                .row(CaseState.UNDO_PROPOSED, CaseEvent.TIME_OVER, CaseState.UNDO_HEARD, CLOCK)
                .row(CaseState.UNDO_HEARD, CaseEvent.UNDONE, CaseState.UNDONE, OFFICER, REVIEWER)
                .row(CaseState.UNDO_HEARD, CaseEvent.KEPT, CaseState.GRANTED, OFFICER, REVIEWER)
                // What is not decided in time does not hang over the person for ever.
                .row(CaseState.UNDO_HEARD, CaseEvent.TIME_OVER, CaseState.GRANTED, CLOCK);
    }

    /** What Credit China has repaired is repaired here, whatever was decided or not (rule R-7). */
    private Lifecycle prevailed(CaseState... in) {
        for (var state : in) {
            row(state, CaseEvent.PREVAILED, CaseState.GRANTED, CREDIT_CHINA);
        }
        return this;
    }

    private static Lifecycle extension() {
        return new Lifecycle(CaseState.FILED)
                .decidedAtOnce(CaseEvent.GRANTED, CaseState.GRANTED)
                .row(CaseState.GRANTED, CaseEvent.TIME_OVER, CaseState.ENDED, CLOCK);
    }

    private static Lifecycle performance() {
        return new Lifecycle(CaseState.FILED).decidedAtOnce(CaseEvent.CONFIRMED, CaseState.CONFIRMED);
    }

    private static Lifecycle statement() {
        return new Lifecycle(CaseState.PUBLISHED)
                .row(CaseState.PUBLISHED, CaseEvent.WITHDRAWN, CaseState.WITHDRAWN, PERSON)
                .row(CaseState.PUBLISHED, CaseEvent.REPLACED, CaseState.REPLACED, PERSON)
                .row(CaseState.PUBLISHED, CaseEvent.REMOVED, CaseState.REMOVED, REVIEWER);
    }

    /** The source hears the person before its record takes effect; what it adopts it amends or withdraws itself. */
    private static Lifecycle answer() {
        return new Lifecycle(CaseState.FORWARDED)
                .row(CaseState.FORWARDED, CaseEvent.DECIDED, CaseState.DECIDED, OFFICER)
                .row(CaseState.FORWARDED, CaseEvent.EXTENDED, CaseState.FORWARDED, OFFICER)
                .row(CaseState.FORWARDED, CaseEvent.INFORMATION_REQUESTED, CaseState.FORWARDED, OFFICER)
                .row(CaseState.FORWARDED, CaseEvent.INFORMATION_SUPPLIED, CaseState.FORWARDED, PERSON)
                .row(CaseState.FORWARDED, CaseEvent.WITHDRAWN, CaseState.WITHDRAWN, PERSON)
                .row(CaseState.FORWARDED, CaseEvent.TIME_OVER, CaseState.OVERDUE, CLOCK)
                .row(CaseState.OVERDUE, CaseEvent.DECIDED, CaseState.DECIDED, OFFICER, REVIEWER)
                .row(CaseState.OVERDUE, CaseEvent.INFORMATION_SUPPLIED, CaseState.OVERDUE, PERSON)
                .row(CaseState.OVERDUE, CaseEvent.WITHDRAWN, CaseState.WITHDRAWN, PERSON)
                .row(CaseState.OVERDUE, CaseEvent.TIME_OVER, CaseState.OVERDUE, CLOCK);
    }

    private static Lifecycle challenge(CaseState whenNotChecked) {
        return new Lifecycle(CaseState.FILED)
                .row(CaseState.FILED, CaseEvent.ACCEPTED, CaseState.PENDING, REVIEWER)
                .row(CaseState.FILED, CaseEvent.NOT_ACCEPTED, CaseState.NOT_ACCEPTED, REVIEWER)
                .papers(REVIEWER)
                .row(CaseState.FILED, CaseEvent.TIME_OVER, whenNotChecked, CLOCK)
                .row(CaseState.PENDING, CaseEvent.EXTENDED, CaseState.PENDING, REVIEWER)
                .row(CaseState.PENDING, CaseEvent.DECIDED, CaseState.DECIDED, REVIEWER)
                .row(CaseState.PENDING, CaseEvent.ERASURE_PROPOSED, CaseState.ERASURE_PROPOSED, REVIEWER)
                .row(CaseState.PENDING, CaseEvent.WITHDRAWN, CaseState.WITHDRAWN, PERSON)
                .row(CaseState.PENDING, CaseEvent.TIME_OVER, CaseState.OVERDUE, CLOCK)
                .erasureAndDelay(REVIEWER);
    }

    private Lifecycle papers(Role asking) {
        return row(CaseState.FILED, CaseEvent.INFORMATION_REQUESTED, CaseState.INFORMATION_REQUESTED, asking)
                .row(CaseState.FILED, CaseEvent.WITHDRAWN, CaseState.WITHDRAWN, PERSON)
                .row(CaseState.INFORMATION_REQUESTED, CaseEvent.INFORMATION_SUPPLIED, CaseState.FILED, PERSON)
                .row(CaseState.INFORMATION_REQUESTED, CaseEvent.WITHDRAWN, CaseState.WITHDRAWN, PERSON)
                .row(CaseState.INFORMATION_REQUESTED, CaseEvent.TIME_OVER, CaseState.LAPSED, CLOCK);
    }

    private Lifecycle decidedAtOnce(CaseEvent yes, CaseState then) {
        return row(CaseState.FILED, yes, then, OFFICER)
                .row(CaseState.FILED, CaseEvent.REFUSED, CaseState.REFUSED, OFFICER)
                .row(CaseState.FILED, CaseEvent.WITHDRAWN, CaseState.WITHDRAWN, PERSON)
                .row(CaseState.FILED, CaseEvent.TIME_OVER, CaseState.ESCALATED, CLOCK)
                .escalated(yes, then);
    }

    private Lifecycle escalated(CaseEvent yes, CaseState then) {
        return row(CaseState.ESCALATED, yes, then, OFFICER, REVIEWER)
                .row(CaseState.ESCALATED, CaseEvent.REFUSED, CaseState.REFUSED, OFFICER, REVIEWER)
                .row(CaseState.ESCALATED, CaseEvent.WITHDRAWN, CaseState.WITHDRAWN, PERSON)
                .row(CaseState.ESCALATED, CaseEvent.TIME_OVER, CaseState.ESCALATED, CLOCK);
    }
}
