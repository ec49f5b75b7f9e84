package org.chengxin.chassis.idempotency;

import java.util.Objects;
import java.util.function.Supplier;
import org.chengxin.chassis.idempotency.Claim.State;
import org.chengxin.chassis.problem.Problem;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * The transaction in which a request that asks peers has its effect: the answer is kept under the request's key in it, so
 * that a repetition finds both or neither.
 *
 * <p>For handlers that are marked {@link AsksPeers}, on the request's own thread. A request without a key, or to another
 * handler, has a plain transaction.
 */
public class KeyedTransaction {

    private final IdempotencyKeys keys;
    private final TransactionTemplate transaction;
    private final JsonMapper json;

    KeyedTransaction(IdempotencyKeys keys, TransactionTemplate transaction, JsonMapper json) {
        this.keys = keys;
        this.transaction = transaction;
        this.json = json;
    }

    /**
     * Has the effect and keeps its answer; an effect that throws, or answers 429 or a fault of ours, is undone and leaves
     * the key free.
     *
     * @return what the effect answered, to be returned by the controller as it is
     * @throws org.chengxin.chassis.problem.Refusal when another request has taken the key over since: nothing was done
     */
    public ResponseEntity<?> answer(Supplier<? extends ResponseEntity<?>> effect) {
        var claim = Claim.ofThisRequest();
        var answered = Objects.requireNonNull(transaction.execute(status -> {
            if (claim != null) {
                claim.became(State.UNDONE);
            }
            var entity = effect.get();
            var answer = Answer.of(entity, json);
            if (!answer.isFinal()) {
                status.setRollbackOnly();
            } else if (claim != null) {
                keep(claim, answer);
            }
            return entity;
        }));
        if (claim != null && claim.state() == State.KEEPING) {
            claim.became(State.ANSWERED);
        }
        return answered;
    }

    private void keep(Claim claim, Answer answer) {
        if (keys.keep(claim, answer)) {
            claim.became(State.KEEPING);
        } else {
            claim.became(State.LOST);
            throw Problem.conflict("idempotency-key-in-use", "Another request with this key went on in the meantime.")
                    .refusal();
        }
    }
}
