package org.chengxin.repair.desk;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.chengxin.repair.calendar.WorkingDays;
import org.chengxin.repair.cases.CaseClocks;
import org.chengxin.repair.cases.CaseFile;
import org.chengxin.repair.cases.CaseKind;
import org.chengxin.repair.cases.CaseState;
import org.chengxin.repair.cases.Decision;
import org.chengxin.repair.cases.Matter;
import org.chengxin.repair.cases.Outcome;
import org.chengxin.repair.cases.ReadCase;
import org.chengxin.repair.cases.Remedy;
import org.chengxin.repair.cases.Step;
import org.chengxin.repair.cases.Timeline;
import org.chengxin.repair.clock.LegalClock;
import org.chengxin.repair.clock.Purpose;
import org.jspecify.annotations.Nullable;

/**
 * The whole case as it is shown.
 *
 * @param recordId the record that it touches; null when it touches none
 * @param targetId what it is about
 * @param matter what is particular to a case of its kind
 * @param originId the case whose answer is looked at again or challenged
 * @param dueOn last day of the clock that runs, or ran last
 * @param clock that clock; null for what never had one
 */
record CaseView(
        UUID caseId,
        CaseKind kind,
        CaseState state,
        @Nullable UUID recordId,
        UUID targetId,
        long recordVersion,
        @Nullable String recordType,
        String department,
        @Nullable String field,
        Matter.@Nullable Grounds grounds,
        Matter matter,
        String explanation,
        @Nullable UUID originId,
        boolean suspendsRecord,
        Instant openedAt,
        @Nullable Instant closedAt,
        @Nullable LocalDate dueOn,
        @Nullable ClockView clock,
        List<ClockView> clocks,
        List<StepView> timeline,
        List<DecisionView> decisions,
        List<EffectView> effects) {

    static CaseView of(ReadCase.Whole whole, LocalDate today, WorkingDays calendar) {
        var file = whole.file();
        var clocks =
                whole.clocks().stream().map(kept -> ClockView.of(kept, today)).toList();
        var objection = file.matter() instanceof Matter.Objection found ? found : null;
        return new CaseView(
                file.id(),
                file.kind(),
                file.state(),
                file.recordId(),
                file.targetId(),
                file.recordVersion(),
                file.recordType(),
                file.department(),
                objection == null ? null : objection.field(),
                objection == null ? null : objection.grounds(),
                file.matter(),
                file.explanation(),
                file.originId(),
                file.suspends(),
                file.openedAt(),
                file.closedAt(),
                file.dueOn(),
                clocks.stream()
                        .filter(ClockView::running)
                        .findFirst()
                        .orElse(clocks.isEmpty() ? null : clocks.getLast()),
                clocks,
                whole.timeline().stream().map(StepView::of).toList(),
                whole.decisions().stream()
                        .map(decision -> DecisionView.of(file, decision, calendar))
                        .toList(),
                whole.effects().stream().map(EffectView::of).toList());
    }

    /**
     * A legal clock.
     *
     * @param rule the rule that sets it
     * @param owner who has to move
     * @param overdue whether it runs and its last day is past
     */
    record ClockView(
            Purpose purpose,
            String rule,
            String owner,
            LocalDate startedOn,
            LocalDate dueOn,
            @Nullable LocalDate pausedOn,
            @Nullable LocalDate stoppedOn,
            boolean running,
            boolean overdue) {

        static ClockView of(CaseClocks.Kept kept, LocalDate today) {
            LegalClock clock = kept.clock();
            return new ClockView(
                    clock.purpose(),
                    clock.rule(),
                    kept.owner(),
                    clock.startedOn(),
                    clock.dueOn(),
                    clock.pausedOn(),
                    clock.stoppedOn(),
                    clock.runs(),
                    clock.isOver(today));
        }
    }

    /** What happened, by whom ({@code PERSON}, {@code PLATFORM}, {@code REVIEWER} or a department), when and why. */
    record StepView(String step, String by, Instant at, String reason) {

        static StepView of(Step step) {
            return new StepView(step.step(), step.party(), step.at(), step.reason());
        }
    }

    /**
     * A decision.
     *
     * @param refersTo an earlier case that answered the same
     * @param text the decision in writing
     */
    record DecisionView(
            Outcome outcome,
            String by,
            Instant at,
            String reason,
            String basis,
            @Nullable UUID refersTo,
            String text,
            List<Remedy> remedies) {

        static DecisionView of(CaseFile file, Decision decision, WorkingDays calendar) {
            return new DecisionView(
                    decision.outcome(),
                    decision.party(),
                    decision.decidedAt(),
                    decision.reason(),
                    decision.basis(),
                    decision.refersTo(),
                    decision.text(),
                    Remedy.against(file.kind(), decision.decidedOn(), calendar));
        }
    }

    /**
     * What was announced about the record.
     *
     * @param confirmedVersion the version of the record that carries it out; null while that is awaited
     */
    record EffectView(
            String effect,
            Instant announcedAt,
            @Nullable Long confirmedVersion,
            @Nullable Instant confirmedAt) {

        static EffectView of(Timeline.Followed followed) {
            return new EffectView(
                    followed.type(), followed.announcedAt(), followed.confirmedVersion(), followed.confirmedAt());
        }
    }
}
