package org.chengxin.gateway.proxy;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import org.chengxin.gateway.GatewaySettings;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.ProxyAuthenticationProtocolHandler;
import org.eclipse.jetty.client.RedirectProtocolHandler;
import org.eclipse.jetty.client.WWWAuthenticationProtocolHandler;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The client towards the services and their circuit breakers. */
@Configuration(proxyBeanMethods = false)
class UpstreamConfiguration {

    /** Idle connections are dropped before a service (60 s) drops them: none is taken from the pool half dead. */
    private static final long POOL_IDLE_MILLIS = 20_000;

    /** Connections to one service: long polls of all receivers and the ordinary work of a burst beside them. */
    private static final int CONNECTIONS_PER_SERVICE = 512;

    @Bean(destroyMethod = "stop")
    HttpClient upstreamClient(GatewaySettings settings) throws Exception {
        var client = new HttpClient(new HttpClientTransportOverHTTP(1));
        var threads = new QueuedThreadPool(32, 4);
        threads.setName("upstream");
        threads.setDaemon(true);
        client.setExecutor(threads);
        client.setConnectTimeout(settings.connectWithin().toMillis());
        client.setAddressResolutionTimeout(settings.connectWithin().toMillis());
        client.setIdleTimeout(POOL_IDLE_MILLIS);
        client.setFollowRedirects(false);
        client.setMaxConnectionsPerDestination(CONNECTIONS_PER_SERVICE);
        client.setMaxRequestsQueuedPerDestination(CONNECTIONS_PER_SERVICE);
        client.setMaxResponseHeadersSize(32 * 1024);
        client.setHttpCookieStore(new HttpCookieStore.Empty());
        client.setUserAgentField(null);
        client.start();
        // Answers come back as they are: nothing is unpacked, no redirect followed, no refusal answered on the way.
        client.getContentDecoderFactories().clear();
        client.getProtocolHandlers().remove(RedirectProtocolHandler.NAME);
        client.getProtocolHandlers().remove(WWWAuthenticationProtocolHandler.NAME);
        client.getProtocolHandlers().remove(ProxyAuthenticationProtocolHandler.NAME);
        return client;
    }

    @Bean
    CircuitBreakerRegistry breakers(GatewaySettings settings, MeterRegistry meters) {
        var registry = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.TIME_BASED)
                .slidingWindowSize(10)
                .minimumNumberOfCalls(20)
                .failureRateThreshold(50)
                .waitDurationInOpenState(settings.breakerPause())
                .permittedNumberOfCallsInHalfOpenState(5)
                .build());
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(registry).bindTo(meters);
        return registry;
    }
}
