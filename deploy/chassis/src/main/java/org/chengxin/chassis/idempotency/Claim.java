package org.chengxin.chassis.idempotency;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** One request's turn with a key; {@link KeyedTransaction} finds it in the request. */
final class Claim {

    private static final String ATTRIBUTE = Claim.class.getName();

    private final String caller;
    private final String key;
    private final UUID id = UUID.randomUUID();
    private State state = State.OPEN;

    /** What became of the turn. */
    enum State {
        OPEN,
        /** The answer is kept if the transaction of the effect commits. */
        KEEPING,
        /** The answer is kept, in the transaction of the effect. */
        ANSWERED,
        /** The effect was undone. */
        UNDONE,
        /** The lease was over and another request has the turn: the effect was undone. */
        LOST
    }

    Claim(String caller, String key) {
        this.caller = caller;
        this.key = key;
    }

    /** The turn of the request on this thread, unless it has had its effect. */
    static @Nullable Claim ofThisRequest() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                        && attributes.getRequest().getAttribute(ATTRIBUTE) instanceof Claim claim
                        && claim.state != State.ANSWERED
                ? claim
                : null;
    }

    void bindTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    String caller() {
        return caller;
    }

    String key() {
        return key;
    }

    UUID id() {
        return id;
    }

    State state() {
        return state;
    }

    void became(State other) {
        state = other;
    }
}
