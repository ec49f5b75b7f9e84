package org.chengxin.repair.answer;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.repair.cases.Actor;
import org.chengxin.repair.cases.CaseKind;
import org.chengxin.repair.cases.CaseState;
import org.chengxin.repair.cases.FileCase;
import org.chengxin.repair.cases.Filed;
import org.chengxin.repair.cases.Matter;
import org.chengxin.repair.cases.OpenCase.Opening;
import org.chengxin.repair.cases.OpenCase.Target;
import org.chengxin.repair.records.MyRecords;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The person answers the notice of an adverse record while its window is open. The source has to weigh the answer before
 * its record takes effect: until it has decided, the record is neither shared nor used.
 */
@Component
class AnswerNotice {

    private final MyRecords records;
    private final FileCase fileCase;
    private final Clock clock;

    AnswerNotice(MyRecords records, FileCase fileCase, Clock clock) {
        this.records = records;
        this.fileCase = fileCase;
        this.clock = clock;
    }

    @Transactional
    ResponseEntity<Filed> answer(Actor.Person person, UUID recordId, @Nullable UUID noticeId, String words) {
        var record = records.requireShown(recordId, person.subjects());
        if (!record.isAnswerOpen(LocalDate.now(clock))) {
            throw Problem.conflict(
                            "answer-window-over",
                            "There is no notice to answer any more; a dispute can be opened at any time (POST"
                                    + " /v1/disputes).")
                    .refusal();
        }
        var answerUntil = Objects.requireNonNull(record.answerUntil());
        return fileCase.file(
                new Opening(
                        UUID.randomUUID(),
                        CaseKind.ANSWER,
                        CaseState.FORWARDED,
                        record.subjectId(),
                        Target.of(record),
                        new Matter.Defence(noticeId, answerUntil),
                        "",
                        words,
                        null,
                        "The person answers the notice of version " + record.version()
                                + " of the record; the source weighs it before the record takes effect (N-2)."),
                person);
    }
}
