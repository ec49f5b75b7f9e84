package org.chengxin.repair.cases;

import java.time.Instant;
import java.util.List;
import org.chengxin.chassis.events.Outbox;
import org.springframework.stereotype.Component;

/** Writes effects to the outbox in the transaction of the step: a crash after the commit loses and doubles nothing. */
@Component
class Announcements {

    private final Outbox outbox;
    private final Timeline timeline;

    Announcements(Outbox outbox, Timeline timeline) {
        this.outbox = outbox;
        this.timeline = timeline;
    }

    void announce(List<Effect> effects, Instant at) {
        for (var effect : effects) {
            timeline.announced(effect, at);
            outbox.append(
                    "case-changes",
                    effect.recordId().toString(),
                    effect.type(),
                    effect.caseId().toString(),
                    effect);
        }
    }
}
