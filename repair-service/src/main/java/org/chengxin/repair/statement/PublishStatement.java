package org.chengxin.repair.statement;

import java.util.UUID;
import org.chengxin.repair.cases.Actor;
import org.chengxin.repair.cases.CaseEvent;
import org.chengxin.repair.cases.CaseFiles;
import org.chengxin.repair.cases.CaseKind;
import org.chengxin.repair.cases.CaseState;
import org.chengxin.repair.cases.FileCase;
import org.chengxin.repair.cases.Filed;
import org.chengxin.repair.cases.Matter;
import org.chengxin.repair.cases.MoveCase;
import org.chengxin.repair.cases.MoveCase.Move;
import org.chengxin.repair.cases.OpenCase.Opening;
import org.chengxin.repair.cases.OpenCase.Target;
import org.chengxin.repair.records.MyRecords;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Nobody approves what a person says of a record of theirs: it is shown at once, in place of what they said before. */
@Component
class PublishStatement {

    private final MyRecords records;
    private final CaseFiles files;
    private final MoveCase moveCase;
    private final FileCase fileCase;

    PublishStatement(MyRecords records, CaseFiles files, MoveCase moveCase, FileCase fileCase) {
        this.records = records;
        this.files = files;
        this.moveCase = moveCase;
        this.fileCase = fileCase;
    }

    @Transactional
    ResponseEntity<Filed> publish(Actor.Person person, UUID recordId, String text) {
        var record = records.requireShown(recordId, person.subjects());
        for (var earlier : files.ofRecord(recordId)) {
            if (earlier.kind() == CaseKind.STATEMENT && earlier.state() == CaseState.PUBLISHED) {
                moveCase.move(earlier, person, Move.of(CaseEvent.REPLACED, "The person said something newer."));
            }
        }
        return fileCase.file(
                new Opening(
                        UUID.randomUUID(),
                        CaseKind.STATEMENT,
                        CaseState.PUBLISHED,
                        record.subjectId(),
                        Target.of(record),
                        new Matter.Statement(text),
                        "",
                        "",
                        null,
                        "The person's own words stand beside the record from now on (R-9)."),
                person);
    }
}
