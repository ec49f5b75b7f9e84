package org.chengxin.chassis.idempotency;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;

/**
 * The way of requests that ask peers: the key is claimed for a time, the request runs in transactions of its own, and no
 * connection is held between them.
 *
 * <p>Its effect and its answer are kept together by {@link KeyedTransaction}. What dies before that leaves a claim that
 * ends with its lease; the repetition then begins anew, and whoever had the turn before can no longer commit.
 */
class Leased {

    /** Longer than any answer takes; correctness does not rest on it. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final IdempotencyKeys keys;
    private final Repetition repetition;

    Leased(IdempotencyKeys keys, Repetition repetition) {
        this.keys = keys;
        this.repetition = repetition;
    }

    void run(Exchange exchange) throws IOException, ServletException {
        var claim = new Claim(exchange.caller(), exchange.key());
        if (!keys.lease(claim, exchange.hash(), LEASE)) {
            repetition.answer(exchange);
            return;
        }
        claim.bindTo(exchange.request());
        var answered = false;
        try {
            exchange.proceed();
            settle(claim, exchange);
            answered = true;
        } finally {
            if (!answered) {
                var _ = keys.release(claim);
            }
        }
    }

    private void settle(Claim claim, Exchange exchange) throws IOException {
        switch (claim.state()) {
            case ANSWERED -> {}
            case OPEN -> keepOrRelease(claim, Answer.of(exchange.response()));
            case KEEPING, UNDONE, LOST -> {
                if (!keys.release(claim)) {
                    // It is not ours any more, or its commit went through although we were told otherwise: the row
                    // knows.
                    exchange.response().resetBuffer();
                    repetition.answer(exchange);
                }
            }
        }
    }

    /** A request that came to no effect, or whose effect does no harm a second time. */
    private void keepOrRelease(Claim claim, Answer answer) {
        if (answer.isFinal()) {
            var _ = keys.keep(claim, answer);
        } else {
            var _ = keys.release(claim);
        }
    }
}
