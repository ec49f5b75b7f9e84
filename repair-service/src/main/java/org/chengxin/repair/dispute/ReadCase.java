package org.chengxin.repair.dispute;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.chengxin.chassis.events.Outbox;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Someone reads a case; whoever is not the person leaves a line in the person's access log (rule Q-5). */
@Component
class ReadCase {

    /** A case with everything that happened in it. */
    record CaseFile(Dispute dispute, List<Step> timeline) {}

    private final Disputes disputes;
    private final Outbox outbox;
    private final Clock clock;

    ReadCase(Disputes disputes, Outbox outbox, Clock clock) {
        this.disputes = disputes;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** @return empty also when the viewer may not know that the case exists */
    @Transactional
    Optional<CaseFile> read(UUID caseId, Viewer viewer) {
        var dispute = disputes.find(caseId).filter(viewer::maySee);
        dispute.ifPresent(seen -> {
            switch (viewer) {
                case Viewer.Person _ -> {
                    // One's own case is no access by anybody.
                }
                case Viewer.Officer officer -> announce(seen, officer.name());
                case Viewer.Reviewer reviewer -> announce(seen, reviewer.name());
            }
        });
        return dispute.map(seen -> new CaseFile(seen, disputes.timeline(seen.id())));
    }

    private void announce(Dispute dispute, String viewer) {
        var seen = CaseSeen.of(dispute, viewer, clock.instant());
        outbox.append(
                "access-events",
                dispute.subjectId().toString(),
                CaseSeen.TYPE,
                seen.accessId().toString(),
                seen);
    }
}
