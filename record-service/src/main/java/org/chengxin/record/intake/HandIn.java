package org.chengxin.record.intake;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.chengxin.record.ledger.Source;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Statements that are answered at once: the REST twin of the intake topics. */
@Component
class HandIn {

    private final Clerk clerk;
    private final WaitingEvents waitingEvents;
    private final Rejections rejections;
    private final TransactionTemplate transaction;

    HandIn(Clerk clerk, WaitingEvents waitingEvents, Rejections rejections, PlatformTransactionManager transactions) {
        this.clerk = clerk;
        this.waitingEvents = waitingEvents;
        this.rejections = rejections;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * @return one outcome for each item, in their order; what waits for the public authority, or behind an event that
     *     does, is not kept: the sender asks again
     */
    List<Outcome> now(List<Clerk.Item> items) {
        var answers = clerk.ask(items);
        return transaction.execute(_ -> clerk.decide(items, answers, waitingEvents.waitingDecisions(keys(items))));
    }

    /** One refused event again; what is taken in settles the refusal in the same transaction. */
    Outcome retry(Clerk.Item item, String provider, UUID rejection) {
        var items = List.of(item);
        var answers = clerk.ask(items);
        return transaction.execute(_ -> {
            if (!rejections.holdOpen(provider, rejection)) {
                return new Outcome.Rejected(RetryRejection.settled());
            }
            var outcome = clerk.decide(items, answers, waitingEvents.waitingDecisions(keys(items)))
                    .getFirst();
            if (!(outcome instanceof Outcome.Rejected || outcome instanceof Outcome.Waiting)) {
                rejections.settle(provider, rejection);
            }
            return outcome;
        });
    }

    private static Set<Source.Key> keys(List<Clerk.Item> items) {
        return items.stream().flatMap(item -> item.key().stream()).collect(Collectors.toSet());
    }
}
