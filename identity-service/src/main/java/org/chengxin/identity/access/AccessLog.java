package org.chengxin.identity.access;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.chengxin.chassis.events.Outbox;
import org.chengxin.chassis.events.Outgoing;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Announces every access to who a person is, in the transaction of the access: no announcement, no answer (rule Q-5). */
@Component
public class AccessLog {

    private final Outbox outbox;
    private final Clock clock;

    AccessLog(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * One entry for each person.
     *
     * @param organisation who sees the data, as the person will read it in their access log
     * @throws IllegalStateException outside a transaction
     */
    public void answered(
            Collection<UUID> subjectIds, String organisation, String purpose, @Nullable String matterNumber) {
        var now = Instant.now(clock);
        outbox.append(subjectIds.stream()
                .map(subjectId -> new Outgoing(
                        SubjectAccessed.TOPIC,
                        subjectId.toString(),
                        SubjectAccessed.TYPE,
                        subjectId.toString(),
                        new SubjectAccessed(
                                UUID.randomUUID(),
                                subjectId,
                                now,
                                organisation,
                                "identity-service",
                                purpose,
                                matterNumber,
                                null,
                                "ANSWERED",
                                List.of())))
                .toList());
    }

    /**
     * One announcement for all persons of a page of a bulk pull.
     *
     * @param pullId under which whoever keeps the log enters the page
     * @throws IllegalStateException outside a transaction
     */
    public void answeredInBulk(Collection<UUID> subjectIds, String organisation, String purpose, UUID pullId) {
        if (subjectIds.isEmpty()) {
            return;
        }
        outbox.append(List.of(new Outgoing(
                PullRevealed.TOPIC,
                pullId.toString(),
                PullRevealed.TYPE,
                pullId.toString(),
                new PullRevealed(
                        pullId,
                        Instant.now(clock),
                        organisation,
                        "identity-service",
                        purpose,
                        List.copyOf(subjectIds)))));
    }
}
