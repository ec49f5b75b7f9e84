package org.chengxin.chassis.caller;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.pathPattern;

import java.time.Clock;
import java.util.List;
import org.chengxin.chassis.problem.ProblemWriter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The door of every service: a valid token for everything that is not declared public. */
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
        })
@EnableConfigurationProperties(WebProperties.class)
@EnableMethodSecurity
public class CallerAutoConfiguration implements WebMvcConfigurer {

    @Bean
    @ConditionalOnMissingBean
    JwtDecoder jwtDecoder(WebProperties properties) {
        return new RememberedTokens(TokenDecoder.of(properties), Clock.systemUTC());
    }

    /** Watching each of a dozen filters costs more than what they filter. */
    @Bean
    @ConditionalOnMissingBean
    SecurityObservationSettings unwatchedFilters() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    @ConditionalOnMissingBean
    HttpFirewall firewall() {
        return UsualHeaders.firewall();
    }

    @Bean
    SecurityFilterChain door(HttpSecurity http, WebProperties properties, ProblemWriter problems) throws Exception {
        return http.csrf(csrf -> csrf.disable())
                .logout(logout -> logout.disable())
                .requestCache(cache -> cache.disable())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> {
                    for (var path : properties.publicPaths()) {
                        var parts = path.split(" ", 2);
                        requests.requestMatchers(pathPattern(HttpMethod.valueOf(parts[0]), parts[1]))
                                .permitAll();
                    }
                    requests.requestMatchers(
                                    pathPattern(HttpMethod.GET, "/actuator/**"),
                                    pathPattern(HttpMethod.GET, "/v3/api-docs/**"),
                                    pathPattern(HttpMethod.GET, "/v3/api-docs.yaml"))
                            .permitAll()
                            .anyRequest()
                            .authenticated();
                })
                .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.jwtAuthenticationConverter(authorities()))
                        .bearerTokenResolver(new UsualHeaders())
                        .authenticationEntryPoint(problems::unauthenticated)
                        .accessDeniedHandler(problems::denied))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(problems::unauthenticated)
                        .accessDeniedHandler(problems::denied))
                .addFilterBefore(new KeysUnavailable(problems), HeaderWriterFilter.class)
                .build();
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallerArgument());
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(new RoleFirst()).order(Ordered.HIGHEST_PRECEDENCE);
    }

    /** Authorities are the roles of the token, as they are. */
    private static JwtAuthenticationConverter authorities() {
        var converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter((Jwt token) -> {
            List<String> roles = token.getClaimAsStringList("roles");
            return roles == null
                    ? List.of()
                    : roles.stream()
                            .<org.springframework.security.core.GrantedAuthority>map(SimpleGrantedAuthority::new)
                            .toList();
        });
        return converter;
    }
}
