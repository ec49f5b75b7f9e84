package org.chengxin.repair.cases;

import java.util.Set;
import org.chengxin.repair.clock.Purpose;
import org.jspecify.annotations.Nullable;

/** Which clock runs in which state: every open case has one, none has one without being open. */
final class ClockPlan {

    private static final Set<CaseState> OPEN = Set.of(
            CaseState.RECEIVED,
            CaseState.FORWARDED,
            CaseState.FILED,
            CaseState.INFORMATION_REQUESTED,
            CaseState.ACCEPTED,
            CaseState.PENDING,
            CaseState.OVERDUE,
            CaseState.ESCALATED,
            CaseState.ERASURE_PROPOSED,
            CaseState.UNDO_PROPOSED,
            CaseState.UNDO_HEARD);

    private ClockPlan() {}

    /** A granted extension is open until its time is over. */
    static boolean isOpen(CaseKind kind, CaseState state) {
        return OPEN.contains(state) || (kind == CaseKind.EXTENSION && state == CaseState.GRANTED);
    }

    /** @return null where the clock that runs goes on: a proposed erasure stops nothing; or where none runs */
    static @Nullable Purpose purpose(CaseKind kind, CaseState state) {
        return switch (state) {
            case RECEIVED -> Purpose.PLATFORM_ANSWER;
            case FORWARDED -> kind == CaseKind.ANSWER ? Purpose.DEFENCE_ANSWER : Purpose.SOURCE_ANSWER;
            case FILED -> filed(kind);
            case INFORMATION_REQUESTED -> Purpose.SUPPLY;
            case ACCEPTED -> Purpose.REPAIR_DECISION;
            case PENDING -> kind == CaseKind.LAWSUIT ? Purpose.LAWSUIT_JUDGMENT : Purpose.RECONSIDERATION_DECISION;
            case OVERDUE, ESCALATED -> Purpose.ESCALATION;
            case UNDO_PROPOSED -> Purpose.HEARING;
            case UNDO_HEARD -> Purpose.UNDO_DECISION;
            case GRANTED -> kind == CaseKind.EXTENSION ? Purpose.EXTENSION_TERM : null;
            case ERASURE_PROPOSED,
                    DECIDED,
                    REFUSED,
                    CONFIRMED,
                    UNDONE,
                    PUBLISHED,
                    REMOVED,
                    REPLACED,
                    ENDED,
                    LAPSED,
                    NOT_ACCEPTED,
                    WITHDRAWN -> null;
        };
    }

    private static Purpose filed(CaseKind kind) {
        return switch (kind) {
            case REVIEW -> Purpose.REVIEW;
            case REPAIR -> Purpose.REPAIR_ACCEPTANCE;
            case EXTENSION -> Purpose.EXTENSION_DECISION;
            case PERFORMANCE -> Purpose.CONFIRMATION;
            case RECONSIDERATION -> Purpose.RECONSIDERATION_CHECK;
            case LAWSUIT -> Purpose.LAWSUIT_REGISTRATION;
            case DISPUTE, STATEMENT, ANSWER -> throw new IllegalStateException("No " + kind + " is FILED");
        };
    }

    /** Who is late when it runs out. */
    static String owner(Purpose purpose, CaseFile file) {
        return switch (purpose) {
            case SUPPLY, HEARING, EXTENSION_TERM -> Step.PERSON;
            case REVIEW, ESCALATION -> Step.REVIEWER;
            case RECONSIDERATION_CHECK, RECONSIDERATION_DECISION, LAWSUIT_REGISTRATION, LAWSUIT_JUDGMENT ->
                Step.REVIEWER;
            case PLATFORM_ANSWER,
                    FORWARDING,
                    SOURCE_ANSWER,
                    DEFENCE_ANSWER,
                    REPAIR_ACCEPTANCE,
                    REPAIR_DECISION,
                    UNDO_DECISION,
                    EXTENSION_DECISION,
                    CONFIRMATION -> file.department();
        };
    }
}
