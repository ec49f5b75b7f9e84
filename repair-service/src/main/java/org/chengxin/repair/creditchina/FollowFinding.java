package org.chengxin.repair.creditchina;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.chengxin.repair.cases.Actor;
import org.chengxin.repair.cases.CaseEvent;
import org.chengxin.repair.cases.CaseFile;
import org.chengxin.repair.cases.CaseFiles;
import org.chengxin.repair.cases.CaseKind;
import org.chengxin.repair.cases.CaseState;
import org.chengxin.repair.cases.Lifecycle;
import org.chengxin.repair.cases.Matter;
import org.chengxin.repair.cases.MoveCase;
import org.chengxin.repair.cases.OpenCase;
import org.chengxin.repair.cases.Outcome;
import org.chengxin.repair.creditchina.CreditChina.Finding;
import org.chengxin.repair.records.KnownRecord;
import org.springframework.stereotype.Component;

/**
 * Where Credit China and we differ, Credit China prevails: what it repaired is repaired here at once; what it did
 * not is undone here after notice and hearing, as any repair.
 */
@Component
class FollowFinding {

    private static final String BASIS = "信用修复管理办法；“信用中国”网站与其他网站不一致的，以“信用中国”为准";

    private final CaseFiles files;
    private final OpenCase openCase;
    private final MoveCase moveCase;
    private final Clock clock;

    FollowFinding(CaseFiles files, OpenCase openCase, MoveCase moveCase, Clock clock) {
        this.files = files;
        this.openCase = openCase;
        this.moveCase = moveCase;
        this.clock = clock;
    }

    void follow(KnownRecord record, Finding finding) {
        var latest = files.ofRecord(record.recordId()).stream()
                .filter(file -> file.kind() == CaseKind.REPAIR)
                .findFirst()
                .orElse(null);
        if (!finding.repaired()) {
            if (latest != null && latest.state() == CaseState.GRANTED) {
                move(latest, MoveCase.Move.of(CaseEvent.UNDO_PROPOSED, "“信用中国”：未修复。" + finding.reason()));
            }
            return;
        }
        if (!record.stateOn(LocalDate.now(clock)).isLive()) {
            return;
        }
        if (latest != null && isGranted(latest.state())) {
            return;
        }
        var file = latest != null && prevailsIn(latest) ? latest : opened(record);
        var verdict = new MoveCase.Verdict(Outcome.GRANTED, "“信用中国”：已修复。" + finding.reason(), BASIS, null);
        move(file, MoveCase.Move.deciding(CaseEvent.PREVAILED, verdict));
    }

    /** Granted, whether or not somebody wants it undone. */
    private static boolean isGranted(CaseState state) {
        return state == CaseState.GRANTED || state == CaseState.UNDO_PROPOSED || state == CaseState.UNDO_HEARD;
    }

    private static boolean prevailsIn(CaseFile file) {
        return Lifecycle.of(file.kind()).on(file.state(), CaseEvent.PREVAILED).isPresent();
    }

    private CaseFile opened(KnownRecord record) {
        var opening = new OpenCase.Opening(
                UUID.randomUUID(),
                CaseKind.REPAIR,
                CaseState.FILED,
                record.subjectId(),
                OpenCase.Target.of(record),
                new Matter.Repair("CREDIT_PLEDGE", List.of(), true, null),
                "",
                "",
                null,
                "Credit China has repaired the record.");
        return openCase.open(opening, Actor.Machine.CREDIT_CHINA)
                .orElseThrow(() -> new IllegalStateException("A case was opened meanwhile"));
    }

    /** Whoever is overtaken fails, and the same item is taken again. */
    private void move(CaseFile file, MoveCase.Move move) {
        if (!(moveCase.move(file, Actor.Machine.CREDIT_CHINA, move) instanceof MoveCase.Result.Moved)) {
            throw new IllegalStateException("A repair that is " + file.state() + " did not follow Credit China");
        }
    }
}
