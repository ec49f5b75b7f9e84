package org.chengxin.repair.dispute;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.chengxin.chassis.events.Outbox;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The person takes a dispute back; they may open it again at any time (rule D-1). */
@Component
class WithdrawDispute {

    /** What becomes of a withdrawal. */
    sealed interface Outcome {

        /** The case is closed. */
        record Withdrawn(Dispute dispute) implements Outcome {}

        /** It was closed before. */
        record AlreadyClosed(Dispute.State state) implements Outcome {}

        /** Someone moved it between reading and writing. */
        record Moved() implements Outcome {}
    }

    private final Disputes disputes;
    private final Outbox outbox;
    private final Clock clock;

    WithdrawDispute(Disputes disputes, Outbox outbox, Clock clock) {
        this.disputes = disputes;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** @param dispute as the person saw it */
    @Transactional
    Outcome withdraw(Dispute dispute) {
        if (!dispute.state().mayBecome(Dispute.State.WITHDRAWN)) {
            return new Outcome.AlreadyClosed(dispute.state());
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var withdrawn = dispute.withdrawn(now);
        if (!disputes.move(withdrawn)) {
            return new Outcome.Moved();
        }
        disputes.log(dispute.id(), new Step(Step.Kind.WITHDRAWN, Step.PERSON, now, "The person took it back."));
        outbox.append(
                "case-changes",
                dispute.recordId().toString(),
                DisputeWithdrawn.TYPE,
                dispute.id().toString(),
                DisputeWithdrawn.of(dispute, now));
        return new Outcome.Withdrawn(withdrawn);
    }
}
