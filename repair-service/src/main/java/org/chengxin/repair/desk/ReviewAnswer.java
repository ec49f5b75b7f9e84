package org.chengxin.repair.desk;

import java.util.UUID;
import org.chengxin.repair.cases.Actor;
import org.chengxin.repair.cases.CaseEvent;
import org.chengxin.repair.cases.CaseFile;
import org.chengxin.repair.cases.CaseKind;
import org.chengxin.repair.cases.CaseState;
import org.chengxin.repair.cases.MoveCase;
import org.chengxin.repair.cases.MoveCase.Move;
import org.chengxin.repair.cases.OpenCase;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The person asks the reviewer to look at the answer to their dispute again, once (rule D-6). */
@Component
class ReviewAnswer {

    private final TakeStep steps;
    private final OpenCase openCase;

    ReviewAnswer(TakeStep steps, OpenCase openCase) {
        this.steps = steps;
        this.openCase = openCase;
    }

    /** @throws org.chengxin.chassis.problem.Refusal when there is no answer to review */
    @Transactional
    CaseFile review(UUID caseId, Actor.Person person, @Nullable String ifMatch, String words) {
        var answered =
                steps.move(steps.read(caseId, person, ifMatch), person, _ -> Move.of(CaseEvent.ESCALATED, words));
        return openCase.open(
                        new OpenCase.Opening(
                                UUID.randomUUID(),
                                CaseKind.REVIEW,
                                CaseState.FILED,
                                answered.subjectId(),
                                OpenCase.Target.of(answered, answered.department()),
                                answered.matter(),
                                answered.matterKey(),
                                words,
                                answered.id(),
                                "The person asks for a review of the answer in case " + answered.id() + " (D-6)."),
                        person)
                .orElseThrow(() ->
                        Refusals.of(answered, MoveCase.Refusal.ALREADY_REVIEWED).refusal());
    }
}
