package org.chengxin.chassis.peer;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import java.net.ConnectException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.security.oauth2.client.ClientAuthorizationException;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Another service that is asked over HTTP, with time limit, circuit breaker and bulkhead.
 *
 * <p>Its replicas take turns, each with a circuit of its own; who cannot be connected with is passed over.
 *
 * <p>An answer of the 400s comes through as {@link HttpClientErrorException}; every other failure as
 * {@link PeerUnavailable}.
 */
public final class Peer {

    private final String name;
    private final List<Replica> replicas;
    private final AtomicInteger turn = new AtomicInteger();
    private final Bulkhead bulkhead;
    private final Retry retry;

    /** One that answers for the peer. */
    record Replica(RestClient http, CircuitBreaker circuit) {}

    Peer(String name, List<Replica> replicas, Bulkhead bulkhead, Retry retry) {
        this.name = name;
        this.replicas = List.copyOf(replicas);
        this.bulkhead = bulkhead;
        this.retry = retry;
    }

    /** A call that may be repeated without harm: is repeated, with growing random pauses. */
    public <T> T safely(Function<RestClient, T> call) {
        return named(Retry.decorateSupplier(retry, guarded(call)));
    }

    /** A call that must not be repeated. */
    public <T> T once(Function<RestClient, T> call) {
        return named(guarded(call));
    }

    private <T> Supplier<T> guarded(Function<RestClient, T> call) {
        return Bulkhead.decorateSupplier(bulkhead, () -> inTurn(call));
    }

    /** Whoever was not reached has not been asked: the next one is, also when the call must not be repeated. */
    private <T> T inTurn(Function<RestClient, T> call) {
        int first = turn.getAndIncrement();
        for (int i = 1; i < replicas.size(); i++) {
            try {
                return at(first + i - 1, call);
            } catch (CallNotPermittedException leftAlone) {
                // The next one.
            } catch (ResourceAccessException e) {
                if (!(e.getCause() instanceof ConnectException)) {
                    throw e;
                }
            }
        }
        return at(first + replicas.size() - 1, call);
    }

    private <T> T at(int nth, Function<RestClient, T> call) {
        var replica = replicas.get(Math.floorMod(nth, replicas.size()));
        return CircuitBreaker.decorateSupplier(replica.circuit(), () -> call.apply(replica.http()))
                .get();
    }

    private <T> T named(Supplier<T> call) {
        try {
            return call.get();
        } catch (HttpClientErrorException.Unauthorized | HttpClientErrorException.TooManyRequests e) {
            // Our own token is not taken, or we are too many: nothing that our caller could mend.
            throw new PeerUnavailable(name, e);
        } catch (HttpClientErrorException e) {
            throw e;
        } catch (RestClientException
                | CallNotPermittedException
                | BulkheadFullException
                | ClientAuthorizationException e) {
            throw new PeerUnavailable(name, e);
        }
    }
}
