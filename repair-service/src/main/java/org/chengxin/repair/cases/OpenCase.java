package org.chengxin.repair.cases;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.chengxin.repair.records.KnownRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Opens a case of any kind: its clock runs and the record is marked from the same moment. */
@Component
public class OpenCase {

    /**
     * A case to be opened.
     *
     * @param id given beforehand, so that evidence can be bound to it
     * @param reason first line of the timeline
     * @param originId the case whose answer is looked at again or challenged
     */
    public record Opening(
            UUID id,
            CaseKind kind,
            CaseState state,
            UUID subjectId,
            Target target,
            Matter matter,
            String matterKey,
            String explanation,
            @Nullable UUID originId,
            String reason) {}

    /** What a case is about. */
    public record Target(
            UUID id,
            @Nullable UUID recordId,
            long recordVersion,
            int recordRevision,
            @Nullable String recordType,
            String department) {

        public static Target of(KnownRecord record) {
            return new Target(
                    record.recordId(),
                    record.recordId(),
                    record.version(),
                    record.revision(),
                    record.recordType(),
                    record.department());
        }

        /** What a case is about whose origin is another case. */
        public static Target of(CaseFile origin, String department) {
            return new Target(
                    origin.id(),
                    origin.recordId(),
                    origin.recordVersion(),
                    origin.recordRevision(),
                    origin.recordType(),
                    department);
        }
    }

    private final CaseFiles files;
    private final WindClocks clocks;
    private final Timeline timeline;
    private final Announcements announcements;
    private final Clock clock;

    OpenCase(CaseFiles files, WindClocks clocks, Timeline timeline, Announcements announcements, Clock clock) {
        this.files = files;
        this.clocks = clocks;
        this.timeline = timeline;
        this.announcements = announcements;
        this.clock = clock;
    }

    /** @return empty when the same thing has an open case of this kind */
    @Transactional
    public Optional<CaseFile> open(Opening opening, Actor actor) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var today = LocalDate.now(clock);
        var draft = file(opening, actor, now, null);
        var first = clocks.first(draft, today);
        var file = file(opening, actor, now, first == null ? null : first.dueOn());
        if (!files.add(file)) {
            return Optional.empty();
        }
        if (first != null) {
            clocks.begin(file, first);
        }
        timeline.add(file.id(), new Step(Step.OPENED, actor.party(), actor.name(), now, opening.reason()));
        if (file.kind() == CaseKind.DISPUTE && file.state() == CaseState.FORWARDED) {
            timeline.add(
                    file.id(),
                    new Step(
                            CaseEvent.FORWARDED.name(),
                            Step.PLATFORM,
                            Step.PLATFORM,
                            now,
                            "The source answers for the record and decides by " + file.dueOn() + " (D-3)."));
        }
        announcements.announce(Effects.ofOpening(file), now);
        return Optional.of(file);
    }

    private static CaseFile file(Opening opening, Actor actor, Instant now, @Nullable LocalDate dueOn) {
        var target = opening.target();
        return new CaseFile(
                opening.id(),
                opening.kind(),
                opening.state(),
                opening.subjectId(),
                target.id(),
                target.recordId(),
                target.recordVersion(),
                target.recordRevision(),
                target.recordType(),
                target.department(),
                opening.matter(),
                opening.matterKey(),
                opening.explanation(),
                opening.originId(),
                now,
                actor.name(),
                null,
                null,
                false,
                false,
                target.recordId() != null && Effects.suspends(opening.kind(), opening.state(), null, false),
                dueOn,
                ClockPlan.isOpen(opening.kind(), opening.state()) ? null : now,
                1);
    }
}
