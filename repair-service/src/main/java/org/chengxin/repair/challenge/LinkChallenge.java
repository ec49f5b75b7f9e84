package org.chengxin.repair.challenge;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import java.util.UUID;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.repair.calendar.WorkingDays;
import org.chengxin.repair.cases.Actor;
import org.chengxin.repair.cases.CaseFile;
import org.chengxin.repair.cases.CaseFiles;
import org.chengxin.repair.cases.CaseKind;
import org.chengxin.repair.cases.CaseState;
import org.chengxin.repair.cases.Matter;
import org.chengxin.repair.cases.OpenCase.Opening;
import org.chengxin.repair.cases.OpenCase.Target;
import org.chengxin.repair.challenge.ChallengeController.ChallengeRequest;
import org.chengxin.repair.challenge.ChallengeController.Procedure;
import org.chengxin.repair.records.MyRecords;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a challenge is about and whether it comes in time; whether it is taken on is for its body to say. */
@Component
class LinkChallenge {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final MyRecords records;
    private final CaseFiles files;
    private final WorkingDays calendar;
    private final Clock clock;

    LinkChallenge(MyRecords records, CaseFiles files, WorkingDays calendar, Clock clock) {
        this.records = records;
        this.files = files;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** @throws org.chengxin.chassis.problem.Refusal when there is nothing of this person to challenge */
    Opening opening(Actor.Person person, ChallengeRequest request) {
        var origin = request.caseId() == null ? null : answered(person, request.caseId());
        var recordId = origin == null ? Objects.requireNonNull(request.recordId()) : origin.recordId();
        var record = recordId == null ? null : records.require(recordId, person.subjects());
        if (origin == null && record != null) {
            records.requireShown(record.recordId(), person.subjects());
        }
        var actOn = origin == null
                ? Objects.requireNonNull(record).decidedOn()
                : Objects.requireNonNull(origin.closedAt()).atZone(ZONE).toLocalDate();
        check(request, actOn);
        var lastDay = lastDay(request, actOn, origin);
        var inTime = !request.filedOn().isAfter(lastDay);
        var target =
                origin == null ? Target.of(Objects.requireNonNull(record)) : Target.of(origin, origin.department());
        return new Opening(
                UUID.randomUUID(),
                request.procedure() == Procedure.LAWSUIT ? CaseKind.LAWSUIT : CaseKind.RECONSIDERATION,
                CaseState.FILED,
                origin == null ? Objects.requireNonNull(record).subjectId() : origin.subjectId(),
                target,
                new Matter.Challenge(request.knownOn(), request.filedOn(), lastDay, inTime, request.body()),
                "",
                request.explanation(),
                request.caseId(),
                "Filed on " + request.filedOn() + "; its last day is " + lastDay + (inTime ? "." : ", which is past."));
    }

    private void check(ChallengeRequest request, LocalDate actOn) {
        var today = LocalDate.now(clock);
        var told = request.remediesToldOn();
        if (request.knownOn().isBefore(actOn)
                || request.filedOn().isBefore(request.knownOn())
                || request.filedOn().isAfter(today)
                || (told != null && told.isAfter(today))) {
            throw Problem.unprocessable("fields-invalid", "Some fields are missing or wrong; each is named in errors.")
                    .at("/filedOn", "the decision, learning of it and filing follow each other, not after today")
                    .refusal();
        }
    }

    private LocalDate lastDay(ChallengeRequest request, LocalDate actOn, @Nullable CaseFile origin) {
        var period = new ChallengePeriod(actOn, request.knownOn(), request.remediesToldOn());
        return request.procedure() == Procedure.LAWSUIT
                ? period.lawsuitUntil(origin != null && origin.kind() == CaseKind.RECONSIDERATION, calendar)
                : period.reconsiderationUntil(calendar);
    }

    private CaseFile answered(Actor.Person person, UUID caseId) {
        var origin = files.find(caseId)
                .filter(person::maySee)
                .orElseThrow(() -> Problem.notFound("case-not-found", "There is no case with this id that you may see.")
                        .refusal());
        return switch (origin.state()) {
            case DECIDED, REFUSED, NOT_ACCEPTED, UNDONE, LAPSED -> origin;
            default ->
                throw Problem.conflict(
                                "not-decided-yet",
                                "Nothing has been decided in that case that you could" + " challenge.")
                        .with("state", origin.state())
                        .refusal();
        };
    }
}
