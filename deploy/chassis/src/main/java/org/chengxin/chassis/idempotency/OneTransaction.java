package org.chengxin.chassis.idempotency;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The usual way: the request runs inside one transaction with its key, so that either the effect and the answer are both
 * kept, or neither. A request that was rolled back (most refusals) leaves no key and may be repeated with it.
 */
class OneTransaction {

    private final IdempotencyKeys keys;
    private final Repetition repetition;
    private final TransactionTemplate transaction;

    OneTransaction(IdempotencyKeys keys, Repetition repetition, TransactionTemplate transaction) {
        this.keys = keys;
        this.repetition = repetition;
        this.transaction = transaction;
    }

    void run(Exchange exchange) throws IOException, ServletException {
        try {
            transaction.executeWithoutResult(status -> {
                if (!runInside(exchange)) {
                    status.setRollbackOnly();
                }
            });
        } catch (UnexpectedRollbackException e) {
            // The request refused itself and undid its work; its answer stands, the key is free again.
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (ChainFailed e) {
            throw e.failure;
        }
    }

    /** @return whether what was done is to be kept */
    private boolean runInside(Exchange exchange) {
        try {
            if (!keys.claim(exchange.caller(), exchange.key(), exchange.hash())) {
                repetition.answer(exchange);
                return false;
            }
            exchange.proceed();
            var answer = Answer.of(exchange.response());
            if (!answer.isFinal()) {
                return false;
            }
            keys.keep(exchange.caller(), exchange.key(), answer);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ServletException e) {
            throw new ChainFailed(e);
        }
    }

    /** Carries a fault of the chain out of the transaction, which it rolls back. */
    private static final class ChainFailed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient ServletException failure;

        ChainFailed(ServletException failure) {
            super(failure);
            this.failure = failure;
        }
    }
}
