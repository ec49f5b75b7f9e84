package org.chengxin.record.intake;

import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Statements that are answered at once: the REST twin of the intake topics. */
@Component
class HandIn {

    private final Clerk clerk;
    private final TransactionTemplate transaction;

    HandIn(Clerk clerk, PlatformTransactionManager transactions) {
        this.clerk = clerk;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * @return one outcome for each item, in their order; what waits for the public authority is not kept, the sender asks
     *     again
     */
    List<Outcome> now(List<Clerk.Item> items) {
        var answers = clerk.ask(items);
        return transaction.execute(_ -> clerk.decide(items, answers));
    }
}
