package org.chengxin.chassis.peer;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpClient;
import java.time.Duration;
import org.chengxin.chassis.peer.PeerProperties.Settings;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.client.AuthorizedClientServiceOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.ClientCredentialsOAuth2AuthorizedClientProvider;
import org.springframework.security.oauth2.client.InMemoryOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.endpoint.RestClientClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.client.OAuth2ClientHttpRequestInterceptor;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.web.client.RestClient;

/** Calls to peers, with our own token. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@EnableConfigurationProperties(PeerProperties.class)
@Import(PeerAdvice.class)
public class PeerAutoConfiguration {

    private static final String OURSELVES = "ourselves";

    @Bean
    Peers peers(
            PeerProperties properties,
            RestClient.Builder http,
            MeterRegistry metrics,
            @Value("${chengxin.web.issuer}") String issuer,
            @Value("${spring.application.name}") String clientId,
            @Value("${chengxin.client-secret}") String secret) {
        var usual = ownToken(issuer, clientId, secret);
        return new Peers(properties, http, peer -> tokenFor(peer, issuer, usual), metrics);
    }

    /** A peer outside of our house may know us by another name, from an issuer of its own. */
    private static ClientHttpRequestInterceptor tokenFor(
            Settings peer, String issuer, ClientHttpRequestInterceptor usual) {
        var clientId = peer.clientId();
        var secret = peer.clientSecret();
        if (clientId == null || secret == null) {
            return usual;
        }
        return ownToken(peer.issuer() == null ? issuer : peer.issuer(), clientId, secret);
    }

    /** A token by client credentials, kept until shortly before it ends. */
    private static ClientHttpRequestInterceptor ownToken(String issuer, String clientId, String secret) {
        var registrations = new InMemoryClientRegistrationRepository(ClientRegistration.withRegistrationId(OURSELVES)
                .tokenUri(issuer + "/protocol/openid-connect/token")
                .clientId(clientId)
                .clientSecret(secret)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .build());
        var provider = new ClientCredentialsOAuth2AuthorizedClientProvider();
        var tokens = new RestClientClientCredentialsTokenResponseClient();
        tokens.setRestClient(tokenClient());
        provider.setAccessTokenResponseClient(tokens);
        var manager = new AuthorizedClientServiceOAuth2AuthorizedClientManager(
                registrations, new InMemoryOAuth2AuthorizedClientService(registrations));
        manager.setAuthorizedClientProvider(provider);
        var interceptor = new OAuth2ClientHttpRequestInterceptor(manager);
        interceptor.setClientRegistrationIdResolver(request -> OURSELVES);
        // The token is ours, whoever's request we are serving.
        var ourselves =
                new AnonymousAuthenticationToken(OURSELVES, OURSELVES, AuthorityUtils.createAuthorityList("service"));
        interceptor.setPrincipalResolver(request -> ourselves);
        return interceptor;
    }

    private static RestClient tokenClient() {
        var requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .build());
        requests.setReadTimeout(Duration.ofSeconds(5));
        return RestClient.builder()
                .requestFactory(requests)
                .configureMessageConverters(converters -> converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build();
    }
}
