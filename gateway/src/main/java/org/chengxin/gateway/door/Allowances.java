package org.chengxin.gateway.door;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.chengxin.gateway.GatewaySettings;
import org.chengxin.gateway.GatewaySettings.Rate;
import org.chengxin.gateway.GatewaySettings.Rates;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;

/**
 * The allowance of every client that was seen lately: systems by their client id, persons by their account, everybody
 * else by address. Kept in memory of this process: with several gateways each grants its own share.
 */
@Component
class Allowances {

    private static final int MOST_CLIENTS = 200_000;

    /** A client forgotten after this time has long earned its whole burst again. */
    private static final Duration FORGET_AFTER = Duration.ofMinutes(10);

    private final Cache<String, Allowance> allowances = Caffeine.newBuilder()
            .maximumSize(MOST_CLIENTS)
            .expireAfterAccess(FORGET_AFTER)
            .build();
    private final Rates rates;

    Allowances(GatewaySettings settings) {
        this.rates = settings.rates();
    }

    /** Asks for the caller of the request. */
    Duration ask(HttpServletRequest request) {
        return SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken token
                ? ask(token.getToken())
                : askAnonymously(request);
    }

    /** Asks for whoever sits at the address: callers without a token, or with one that does not count. */
    Duration askAnonymously(HttpServletRequest request) {
        return ask("address " + request.getRemoteAddr(), rates.anonymous());
    }

    private Duration ask(Jwt token) {
        // Only tokens of service accounts carry a client id of their own.
        var system = token.getClaimAsString("client_id");
        return system == null
                ? ask("person " + token.getSubject(), rates.person())
                : ask("system " + system, rates.system());
    }

    private Duration ask(String client, Rate rate) {
        var now = System.nanoTime();
        return allowances.get(client, _ -> new Allowance(rate, now)).ask(now);
    }
}
