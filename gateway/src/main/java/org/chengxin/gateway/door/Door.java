package org.chengxin.gateway.door;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.chengxin.gateway.problem.Problem;
import org.chengxin.gateway.problem.Problems;
import org.chengxin.gateway.proxy.Resources;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Lets in who shows a token that counts, or asks for what is open to anyone. What a caller may do inside is decided by
 * each service, which checks the same token again.
 */
@Configuration(proxyBeanMethods = false)
class Door {

    private static final Logger log = LoggerFactory.getLogger(Door.class);

    private static final Duration ISSUER_BACK_SOON = Duration.ofSeconds(5);

    @Bean
    SecurityFilterChain whoMayComeIn(HttpSecurity http, Allowances allowances) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(Door::securityHeaders)
                .authorizeHttpRequests(requests -> {
                    for (var resource : Resources.ALL) {
                        for (var method : resource.open()) {
                            requests.requestMatchers(HttpMethod.valueOf(method), resource.pattern())
                                    .permitAll();
                        }
                    }
                    requests.requestMatchers("/v1/**").authenticated();
                    requests.requestMatchers("/actuator/prometheus")
                            .access((_, context) -> new AuthorizationDecision(isFromThisMachine(context.getRequest())));
                    requests.anyRequest().permitAll();
                })
                .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults())
                        .bearerTokenResolver(new UsualHeaders())
                        .authenticationEntryPoint(
                                (request, response, fault) -> refuse(request, response, fault, allowances))
                        .accessDeniedHandler((_, response, _) -> forbid(response))
                        .withObjectPostProcessor(new ObjectPostProcessor<BearerTokenAuthenticationFilter>() {
                            @Override
                            public <F extends BearerTokenAuthenticationFilter> F postProcess(F filter) {
                                filter.setAuthenticationFailureHandler(
                                        (request, response, fault) -> refuse(request, response, fault, allowances));
                                return filter;
                            }
                        }))
                .exceptionHandling(faults -> faults.authenticationEntryPoint(
                                (request, response, fault) -> refuse(request, response, fault, allowances))
                        .accessDeniedHandler((_, response, _) -> forbid(response)))
                .addFilterBefore(new RateLimit(allowances), AuthorizationFilter.class)
                .build();
    }

    /** Watching each of a dozen filters costs more than what they filter. */
    @Bean
    SecurityObservationSettings unwatchedFilters() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    HttpFirewall firewall() {
        return UsualHeaders.firewall();
    }

    @Bean
    RequestRejectedHandler unreadableAddresses() {
        return (_, response, _) -> Problems.answer(
                response, Problem.of(400, "address-unreadable", "The path or a header is not in its plain form."));
    }

    private static void securityHeaders(HeadersConfigurer<HttpSecurity> headers) {
        // Strict-Transport-Security is added by default, and only to answers over TLS.
        headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                .contentSecurityPolicy(
                        content -> content.policyDirectives("default-src 'none'; frame-ancestors 'none'"));
    }

    private static void refuse(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException fault,
            Allowances allowances)
            throws IOException {
        if (fault instanceof AuthenticationServiceException) {
            log.warn("the issuer's keys cannot be read");
            Problems.answer(
                    response,
                    Problem.of(503, "issuer-unavailable", "Tokens cannot be checked at the moment; ask again later.")
                            .after(ISSUER_BACK_SOON));
            return;
        }
        var wait = allowances.askAnonymously(request);
        if (!wait.isZero()) {
            // Trying out tokens is limited like everything else.
            Problems.answer(response, RateLimit.tooOften(wait));
            return;
        }
        new BearerTokenAuthenticationEntryPoint().commence(request, response, fault);
        var shown = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
        Problems.answer(
                response,
                shown
                        ? Problem.of(401, "token-invalid", "The token is expired, unreadable or not for this platform.")
                        : Problem.of(401, "token-missing", "Ask with a token: Authorization: Bearer …"));
    }

    private static void forbid(HttpServletResponse response) throws IOException {
        Problems.answer(response, Problem.of(403, "forbidden", "This address is not open to you."));
    }

    /** Measurements are for whoever runs the machine, not for whoever comes through a proxy. */
    private static boolean isFromThisMachine(HttpServletRequest request) {
        try {
            return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()
                    && request.getHeader("X-Forwarded-For") == null
                    && request.getHeader("Forwarded") == null;
        } catch (UnknownHostException _) {
            return false;
        }
    }
}
