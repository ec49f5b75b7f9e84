package org.chengxin.repair.desk;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Function;
import org.chengxin.chassis.etag.ETags;
import org.chengxin.repair.calendar.WorkingDays;
import org.chengxin.repair.cases.Actor;
import org.chengxin.repair.cases.CaseFile;
import org.chengxin.repair.cases.MoveCase;
import org.chengxin.repair.cases.ReadCase;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Somebody takes a step in a case that they may see, from the version that they have read. */
@Component
class TakeStep {

    private final ReadCase readCase;
    private final MoveCase moveCase;
    private final WorkingDays calendar;
    private final Clock clock;

    TakeStep(ReadCase readCase, MoveCase moveCase, WorkingDays calendar, Clock clock) {
        this.readCase = readCase;
        this.moveCase = moveCase;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** @throws org.chengxin.chassis.problem.Refusal when the case is not there for the actor */
    CaseFile read(UUID caseId, Actor actor, @Nullable String ifMatch) {
        var file = readCase.find(caseId, actor)
                .orElseThrow(() -> Refusals.notFound().refusal());
        ETags.require(ifMatch, file.version());
        return file;
    }

    /** @throws org.chengxin.chassis.problem.Refusal when the step is not taken */
    @Transactional
    ResponseEntity<CaseView> take(
            UUID caseId, Actor actor, @Nullable String ifMatch, Function<CaseFile, MoveCase.Move> move) {
        return shown(move(read(caseId, actor, ifMatch), actor, move));
    }

    CaseFile move(CaseFile file, Actor actor, Function<CaseFile, MoveCase.Move> move) {
        return switch (moveCase.move(file, actor, move.apply(file))) {
            case MoveCase.Result.Moved(var next) -> next;
            case MoveCase.Result.Overtaken() -> throw Refusals.overtaken().refusal();
            case MoveCase.Result.Refused(var why) ->
                throw Refusals.of(file, why).refusal();
        };
    }

    ResponseEntity<CaseView> shown(CaseFile file) {
        return ResponseEntity.ok()
                .eTag(ETags.of(file.version()))
                .body(CaseView.of(readCase.whole(file), LocalDate.now(clock), calendar));
    }
}
