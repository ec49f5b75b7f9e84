package org.chengxin.chassis.caller;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Checks the signature of a token once a minute instead of at every request that carries it.
 *
 * <p>A key that the issuer takes back counts at most that minute longer; an expired token counts no moment longer.
 */
final class RememberedTokens implements JwtDecoder {

    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(1);
    private static final int MOST = 1_000;

    private final JwtDecoder check;
    private final Clock clock;
    private final Cache<String, Jwt> good = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(REMEMBERED_FOR)
            .build();

    /** @param clock the real time, by which the issuer dates its tokens */
    RememberedTokens(JwtDecoder check, Clock clock) {
        this.check = check;
        this.clock = clock;
    }

    @Override
    public Jwt decode(String token) {
        var known = good.getIfPresent(token);
        if (known != null) {
            var until = known.getExpiresAt();
            if (until != null && clock.instant().isBefore(until)) {
                return known;
            }
        }
        var checked = check.decode(token);
        good.put(token, checked);
        return checked;
    }
}
