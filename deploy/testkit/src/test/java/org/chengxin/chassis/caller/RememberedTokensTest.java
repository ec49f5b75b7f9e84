package org.chengxin.chassis.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

class RememberedTokensTest {

    private static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final AtomicInteger checks = new AtomicInteger();
    private final RememberedTokens tokens = new RememberedTokens(this::check, clock());

    @Test
    void aTokenThatComesAgainIsNotCheckedAgain() {
        var first = tokens.decode("good");

        assertThat(tokens.decode("good")).isSameAs(first);
        assertThat(checks).hasValue(1);
    }

    @Test
    void eachTokenIsCheckedForItself() {
        tokens.decode("good");

        assertThat(tokens.decode("another").getTokenValue()).isEqualTo("another");
        assertThat(checks).hasValue(2);
    }

    @Test
    void anExpiredTokenDoesNotCountBecauseItWasGoodBefore() {
        tokens.decode("good");
        now.set(NOON.plus(Duration.ofMinutes(5)));

        assertThatThrownBy(() -> tokens.decode("good")).isInstanceOf(BadJwtException.class);
    }

    @Test
    void aBadTokenIsCheckedEachTime() {
        assertThatThrownBy(() -> tokens.decode("bad")).isInstanceOf(BadJwtException.class);
        assertThatThrownBy(() -> tokens.decode("bad")).isInstanceOf(BadJwtException.class);

        assertThat(checks).hasValue(2);
    }

    private Jwt check(String token) {
        checks.incrementAndGet();
        var until = NOON.plus(Duration.ofMinutes(5));
        if (token.equals("bad") || !now.get().isBefore(until)) {
            throw new BadJwtException("does not count");
        }
        return Jwt.withTokenValue(token).header("alg", "RS256").expiresAt(until).build();
    }

    private Clock clock() {
        InstantSource source = now::get;
        return source.withZone(ZoneOffset.UTC);
    }
}
