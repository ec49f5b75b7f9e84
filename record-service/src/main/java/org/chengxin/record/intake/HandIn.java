package org.chengxin.record.intake;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.chengxin.record.ledger.Source;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Statements that are answered at once: the REST twin of the intake topics. */
@Component
class HandIn {

    private final Clerk clerk;
    private final IntakeBook book;
    private final TransactionTemplate transaction;

    HandIn(Clerk clerk, IntakeBook book, PlatformTransactionManager transactions) {
        this.clerk = clerk;
        this.book = book;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * @return one outcome for each item, in their order; what waits for the public authority, or behind an event that
     *     does, is not kept: the sender asks again
     */
    List<Outcome> now(List<Clerk.Item> items) {
        var answers = clerk.ask(items);
        return transaction.execute(_ -> clerk.decide(items, answers, book.waitingDecisions(keys(items))));
    }

    private static Set<Source.Key> keys(List<Clerk.Item> items) {
        return items.stream().flatMap(item -> item.key().stream()).collect(Collectors.toSet());
    }
}
