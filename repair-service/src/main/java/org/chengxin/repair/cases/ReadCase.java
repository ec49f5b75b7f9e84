package org.chengxin.repair.cases;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.chengxin.chassis.events.Outbox;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Someone reads a case; an official who does leaves a line in the person's access log (rule Q-5). */
@Component
public class ReadCase {

    /** A case with everything that happened in it. */
    public record Whole(
            CaseFile file,
            List<Step> timeline,
            List<CaseClocks.Kept> clocks,
            List<Decision> decisions,
            List<Timeline.Followed> effects) {}

    private final CaseFiles files;
    private final Timeline timeline;
    private final CaseClocks clocks;
    private final Outbox outbox;
    private final Clock clock;

    ReadCase(CaseFiles files, Timeline timeline, CaseClocks clocks, Outbox outbox, Clock clock) {
        this.files = files;
        this.timeline = timeline;
        this.clocks = clocks;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** @return empty also when the viewer may not know that the case exists */
    @Transactional
    public Optional<Whole> read(UUID caseId, Actor viewer) {
        var file = find(caseId, viewer);
        file.ifPresent(seen -> {
            switch (viewer) {
                case Actor.Person _, Actor.Machine _ -> {
                    // One's own case is no access by anybody.
                }
                case Actor.Officer officer -> announce(seen, officer.name());
                case Actor.Reviewer reviewer -> announce(seen, reviewer.name());
            }
        });
        return file.map(this::whole);
    }

    /** The case alone, to act in it: the act itself stands in the timeline. */
    public Optional<CaseFile> find(UUID caseId, Actor viewer) {
        return files.find(caseId).filter(viewer::maySee);
    }

    /** The whole of a case that its reader has just acted in. */
    public Whole whole(CaseFile file) {
        return new Whole(
                file,
                timeline.of(file.id()),
                clocks.of(file.id()),
                timeline.decisions(file.id()),
                timeline.effects(file.id()));
    }

    private void announce(CaseFile file, String viewer) {
        var seen = CaseSeen.of(file, viewer, clock.instant());
        outbox.append(
                "access-events",
                file.subjectId().toString(),
                CaseSeen.TYPE,
                seen.accessId().toString(),
                seen);
    }
}
