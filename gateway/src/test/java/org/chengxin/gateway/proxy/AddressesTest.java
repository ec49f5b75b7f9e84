package org.chengxin.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AddressesTest {

    private static final URI ONE = URI.create("http://one:1");
    private static final URI TWO = URI.create("http://two:2");

    private final CircuitBreakerRegistry breakers = CircuitBreakerRegistry.ofDefaults();
    private final Addresses two = Addresses.of("some-service", List.of(ONE, TWO), breakers);

    @Test
    void replicasTakeTurns() {
        assertThat(List.of(next(), next(), next())).containsExactly(ONE, TWO, ONE);
    }

    @Test
    void oneThatFailsIsLeftAloneAndTheOtherGoesOn() {
        breakers.circuitBreaker("some-service@one:1").transitionToOpenState();

        assertThat(List.of(next(), next(), next())).containsOnly(TWO);

        breakers.circuitBreaker("some-service@two:2").transitionToOpenState();
        assertThat(two.take(Set.of())).isEmpty();
    }

    @Test
    void whoWasTriedIsNotAskedAgain() {
        var tried = two.take(Set.of()).orElseThrow();

        assertThat(two.take(Set.of(tried)).orElseThrow().uri()).isNotEqualTo(tried.uri());
    }

    @Test
    void theBreakerOfAServiceThatIsThereOnceHasItsName() {
        var alone = Addresses.of("other-service", List.of(ONE), breakers).take(Set.of());

        assertThat(alone.orElseThrow().breaker().getName()).isEqualTo("other-service");
    }

    private URI next() {
        return two.take(Set.of()).orElseThrow().uri();
    }
}
