package org.chengxin.gateway.proxy;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Where one service answers: its replicas take turns, and each has a breaker of its own. */
final class Addresses {

    private final List<Address> all;
    private final AtomicInteger turn = new AtomicInteger();

    /** One replica. */
    record Address(URI uri, CircuitBreaker breaker) {}

    private Addresses(List<Address> all) {
        this.all = List.copyOf(all);
    }

    /** The breaker of a service that is there once has the service's name. */
    static Addresses of(String service, List<URI> uris, CircuitBreakerRegistry breakers) {
        return new Addresses(uris.stream()
                .map(uri -> new Address(
                        uri,
                        breakers.circuitBreaker(uris.size() == 1 ? service : service + "@" + uri.getRawAuthority())))
                .toList());
    }

    /** The next in turn whose breaker lets a request through, its permission taken; empty when none does. */
    Optional<Address> take(Set<Address> tried) {
        int first = turn.getAndIncrement();
        for (int i = 0; i < all.size(); i++) {
            var address = all.get(Math.floorMod(first + i, all.size()));
            if (!tried.contains(address) && address.breaker().tryAcquirePermission()) {
                return Optional.of(address);
            }
        }
        return Optional.empty();
    }
}
