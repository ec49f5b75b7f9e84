package org.chengxin.gateway.door;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.chengxin.gateway.GatewaySettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Checks tokens with the issuer's public keys, kept here: the issuer is asked when keys are old or a new one turns up,
 * and while it is down the known keys go on counting.
 */
@Configuration(proxyBeanMethods = false)
class TokenKeys {

    /** Signatures by key pairs only: a shared secret could be guessed, and "none" proves nothing. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);
    private static final Duration READ_WITHIN = Duration.ofSeconds(5);
    private static final int LARGEST_KEY_SET = 100 * 1024;

    private static final Duration KEYS_ARE_FRESH = Duration.ofMinutes(5);
    private static final Duration ONE_REFRESH = Duration.ofSeconds(10);
    private static final Duration KEYS_COUNT_WHILE_ISSUER_IS_DOWN = Duration.ofHours(12);

    /** Tokens with invented key ids must not turn into a flood of questions to the issuer. */
    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(5);

    /** A signature is checked once in this time; a key that the issuer takes back counts no longer than that. */
    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(1);

    private static final int MOST_REMEMBERED = 5_000;

    @Bean
    JwtDecoder tokens(GatewaySettings settings) throws MalformedURLException {
        var keys = JWKSourceBuilder.<SecurityContext>create(
                        settings.keys().toURL(),
                        new DefaultResourceRetriever(
                                (int) CONNECT_WITHIN.toMillis(), (int) READ_WITHIN.toMillis(), LARGEST_KEY_SET))
                .cache(KEYS_ARE_FRESH.toMillis(), ONE_REFRESH.toMillis())
                .rateLimited(BETWEEN_QUESTIONS.toMillis())
                .retrying(true)
                .outageTolerant(KEYS_COUNT_WHILE_ISSUER_IS_DOWN.toMillis())
                .build();
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
        // Dates, issuer and audience are checked below, where each failure says what is wrong.
        processor.setJWTClaimsSetVerifier((_, _) -> {});
        var decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(validators(settings));
        Cache<String, Jwt> good = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterWrite(REMEMBERED_FOR)
                .build();
        return token -> {
            var known = good.getIfPresent(token);
            if (known != null && counts(known)) {
                return known;
            }
            var checked = decode(decoder, token);
            good.put(token, checked);
            return checked;
        };
    }

    private static OAuth2TokenValidator<Jwt> validators(GatewaySettings settings) {
        var audience = settings.audience();
        return new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefaultWithIssuer(settings.issuer().toString()),
                new JwtClaimValidator<List<String>>(
                        JwtClaimNames.AUD, meantFor -> meantFor != null && meantFor.contains(audience)),
                new JwtClaimValidator<Object>(JwtClaimNames.EXP, until -> until != null));
    }

    private static boolean counts(Jwt token) {
        var until = token.getExpiresAt();
        return until != null && Clock.systemUTC().instant().isBefore(until);
    }

    private static Jwt decode(NimbusJwtDecoder decoder, String token) {
        try {
            return decoder.decode(token);
        } catch (BadJwtException refused) {
            throw refused;
        } catch (JwtException fault) {
            if (isAboutAnUnknownKey(fault)) {
                throw new BadJwtException("signed with an unknown key", fault);
            }
            throw fault;
        }
    }

    /** The issuer was asked a moment ago and has no such key: the token is bad, the issuer is not down. */
    private static boolean isAboutAnUnknownKey(JwtException fault) {
        return fault.getCause() instanceof JOSEException cause
                && (cause instanceof RateLimitReachedException
                        || cause.getCause() instanceof RateLimitReachedException);
    }
}
