package org.chengxin.chassis.peer;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.security.oauth2.client.ClientAuthorizationException;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Another service that is asked over HTTP, with time limit, circuit breaker and bulkhead.
 *
 * <p>An answer of the 400s comes through as {@link HttpClientErrorException}; every other failure as
 * {@link PeerUnavailable}.
 */
public final class Peer {

    private final String name;
    private final RestClient http;
    private final CircuitBreaker circuit;
    private final Bulkhead bulkhead;
    private final Retry retry;

    Peer(String name, RestClient http, CircuitBreaker circuit, Bulkhead bulkhead, Retry retry) {
        this.name = name;
        this.http = http;
        this.circuit = circuit;
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
        return Bulkhead.decorateSupplier(bulkhead, CircuitBreaker.decorateSupplier(circuit, () -> call.apply(http)));
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
