package org.chengxin.repair.cases;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.chengxin.repair.calendar.WorkingDays;
import org.chengxin.repair.records.KnownRecords;
import org.chengxin.repair.records.Standing;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Moves a case by one event: state, clocks, timeline, decision and effects in one transaction, or nothing. */
@Component
public class MoveCase {

    /**
     * What somebody wants to do.
     *
     * @param until the day an extension is to reach; null for the longest that the law allows
     * @param department to which a dispute is forwarded
     */
    public record Move(
            CaseEvent event,
            String reason,
            @Nullable Verdict verdict,
            @Nullable LocalDate until,
            @Nullable String department) {

        public static Move of(CaseEvent event, String reason) {
            return new Move(event, reason, null, null, null);
        }

        public static Move deciding(CaseEvent event, Verdict verdict) {
            return new Move(event, verdict.reason(), verdict, null, null);
        }
    }

    /** A decision before it stands in writing. */
    public record Verdict(
            Outcome outcome,
            String reason,
            String basis,
            @Nullable UUID refersTo) {}

    /** What becomes of it. */
    public sealed interface Result {

        record Moved(CaseFile file) implements Result {}

        /** Someone moved it between reading and writing. */
        record Overtaken() implements Result {}

        record Refused(Refusal why) implements Result {}
    }

    /** Why a step is not taken. */
    public enum Refusal {
        /** The case is closed. */
        CLOSED,
        /** What stands in the lifecycle does not allow it here, or not by this role. */
        NOT_NOW,
        /** An official's own case or, for a reviewer, their own department's. */
        OWN_CASE,
        /** Who proposed something does not decide on it, nor who decided it on its review. */
        FOUR_EYES,
        ALREADY_REQUESTED,
        NOT_REQUESTED,
        ALREADY_EXTENDED,
        NOT_EXTENDABLE,
        /** The source has not sent the corrected record. */
        CORRECTION_MISSING,
        ALREADY_REVIEWED,
        /** It does not refer to an answer on the same matter. */
        REFERENCE_WRONG
    }

    private final CaseFiles files;
    private final WindClocks clocks;
    private final Timeline timeline;
    private final Announcements announcements;
    private final KnownRecords records;
    private final WorkingDays calendar;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    MoveCase(
            CaseFiles files,
            WindClocks clocks,
            Timeline timeline,
            Announcements announcements,
            KnownRecords records,
            WorkingDays calendar,
            ApplicationEventPublisher events,
            Clock clock) {
        this.files = files;
        this.clocks = clocks;
        this.timeline = timeline;
        this.announcements = announcements;
        this.records = records;
        this.calendar = calendar;
        this.events = events;
        this.clock = clock;
    }

    /** @param file as the actor saw it */
    @Transactional
    public Result move(CaseFile file, Actor actor, Move move) {
        var refusal = refusal(file, actor, move);
        if (refusal != null) {
            return new Result.Refused(refusal);
        }
        var to = Lifecycle.of(file.kind())
                .on(file.state(), move.event())
                .orElseThrow()
                .to();
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var today = LocalDate.now(clock);
        var outcome = move.verdict() == null ? null : move.verdict().outcome();
        var draft = file.draft()
                .state(to)
                .suspends(file.recordId() != null && Effects.suspends(file.kind(), to, outcome, file.suspends()))
                .closedAt(ClockPlan.isOpen(file.kind(), to) ? null : now);
        if (move.department() != null) {
            draft.department(move.department());
        }
        switch (move.event()) {
            case INFORMATION_REQUESTED -> draft.informationRequested(now);
            case EXTENDED -> draft.extended();
            case ESCALATED -> draft.reviewed();
            case ERASURE_PROPOSED, UNDO_PROPOSED -> draft.proposedBy(actor.name());
            default -> {
                // Nothing else to remember.
            }
        }
        // The version decides who was first, before anything else is written.
        if (!files.move(draft.next())) {
            return new Result.Overtaken();
        }
        var dueOn = clocks.after(file, draft.next(), move.event(), move.until(), today);
        var next = draft.dueOn(dueOn).next();
        files.dueOn(next.id(), dueOn);
        record(next, actor, move, now, today);
        announcements.announce(Effects.ofStep(file, next, move.event(), outcome, now), now);
        if (file.kind() == CaseKind.REVIEW && outcome != null) {
            settleOrigin(file, outcome, now);
        }
        events.publishEvent(new CaseMoved(next.id()));
        return new Result.Moved(next);
    }

    private void record(CaseFile next, Actor actor, Move move, Instant now, LocalDate today) {
        timeline.add(next.id(), new Step(move.event().name(), actor.party(), actor.name(), now, move.reason()));
        var verdict = move.verdict();
        if (verdict == null) {
            return;
        }
        timeline.add(
                next.id(),
                new Decision(
                        verdict.outcome(),
                        actor.party(),
                        verdict.reason(),
                        verdict.basis(),
                        verdict.refersTo(),
                        now,
                        DecisionText.of(
                                next,
                                verdict.outcome(),
                                verdict.reason(),
                                verdict.basis(),
                                verdict.refersTo(),
                                today,
                                Remedy.against(next.kind(), today, calendar))));
    }

    /** A review that found an answer ends the suspension that the first answer left behind. */
    private void settleOrigin(CaseFile review, Outcome outcome, Instant now) {
        var origin =
                review.originId() == null ? null : files.find(review.originId()).orElse(null);
        if (origin == null || !origin.suspends() || outcome == Outcome.UNCLEAR || origin.recordId() == null) {
            return;
        }
        var next = origin.draft().suspends(false).next();
        if (!files.move(next)) {
            throw new IllegalStateException("The reviewed case moved while its review was decided");
        }
        announcements.announce(
                List.of(new Effect.SuspensionEnded(origin.id(), origin.recordId(), origin.subjectId(), now)), now);
    }

    private @Nullable Refusal refusal(CaseFile file, Actor actor, Move move) {
        var transition = Lifecycle.of(file.kind()).on(file.state(), move.event());
        if (transition.isEmpty() || !transition.get().by().contains(actor.role())) {
            return !file.isOpen() && transition.isEmpty() ? Refusal.CLOSED : Refusal.NOT_NOW;
        }
        if (actor.isOwnCase(file)) {
            return Refusal.OWN_CASE;
        }
        if (move.event().decides() && hasDecided(file.originId(), actor)) {
            return Refusal.FOUR_EYES;
        }
        return switch (move.event()) {
            case INFORMATION_REQUESTED -> file.informationRequestedAt() != null ? Refusal.ALREADY_REQUESTED : null;
            case INFORMATION_SUPPLIED -> file.informationRequestedAt() == null ? Refusal.NOT_REQUESTED : null;
            case EXTENDED -> {
                if (file.extended()) {
                    yield Refusal.ALREADY_EXTENDED;
                }
                yield clocks.mayExtend(file, LocalDate.now(clock)) ? null : Refusal.NOT_EXTENDABLE;
            }
            case ERASURE_CONFIRMED, UNDONE, KEPT -> actor.name().equals(file.proposedBy()) ? Refusal.FOUR_EYES : null;
            case ESCALATED -> file.reviewed() ? Refusal.ALREADY_REVIEWED : null;
            case DECIDED -> verdictRefused(file, Objects.requireNonNull(move.verdict()));
            default -> null;
        };
    }

    /** Nobody looks again at what they decided themselves. */
    private boolean hasDecided(@Nullable UUID origin, Actor actor) {
        return origin != null
                && timeline.of(origin).stream()
                        .anyMatch(step -> step.actor().equals(actor.name()) && CaseEvent.decides(step.step()));
    }

    /** Whether the source has done by itself what a decision says of its record. */
    private boolean isFollowedBySource(CaseFile file, UUID recordId, Outcome outcome) {
        var record = records.find(recordId);
        boolean corrected =
                record.filter(now -> now.revision() > file.recordRevision()).isPresent();
        return switch (outcome) {
            case CORRECTED -> corrected;
            case ADOPTED ->
                corrected
                        || record.filter(now -> now.standing() == Standing.WITHDRAWN)
                                .isPresent();
            default -> true;
        };
    }

    private @Nullable Refusal verdictRefused(CaseFile file, Verdict verdict) {
        if (file.recordId() != null && !isFollowedBySource(file, file.recordId(), verdict.outcome())) {
            return Refusal.CORRECTION_MISSING;
        }
        if (verdict.refersTo() != null) {
            boolean answered = files.find(verdict.refersTo())
                    .filter(earlier -> earlier.state() == CaseState.DECIDED
                            && earlier.targetId().equals(file.targetId())
                            && earlier.matterKey().equals(file.matterKey())
                            && !earlier.id().equals(file.id()))
                    .isPresent();
            return answered ? null : Refusal.REFERENCE_WRONG;
        }
        return null;
    }
}
