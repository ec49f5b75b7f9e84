package org.chengxin.chassis.peer;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.chengxin.chassis.peer.PeerProperties.Settings;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/** The peers of this service, by name. */
public class Peers {

    private final Map<String, Settings> settings;
    private final RestClient.Builder http;
    private final Function<Settings, ClientHttpRequestInterceptor> tokens;
    private final CircuitBreakerRegistry circuits = CircuitBreakerRegistry.ofDefaults();
    private final Map<String, Peer> peers = new ConcurrentHashMap<>();

    Peers(
            PeerProperties properties,
            RestClient.Builder http,
            Function<Settings, ClientHttpRequestInterceptor> tokens,
            MeterRegistry metrics) {
        this.settings = properties.peers();
        this.http = http;
        this.tokens = tokens;
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(circuits).bindTo(metrics);
    }

    /** @throws IllegalArgumentException when the peer has no settings */
    public Peer named(String name) {
        return peers.computeIfAbsent(name, this::connect);
    }

    private Peer connect(String name) {
        Settings peer = settings.get(name);
        if (peer == null) {
            throw new IllegalArgumentException("chengxin.peers." + name + ".url is not set");
        }
        var urls = peer.url().split(",", -1);
        var replicas = Arrays.stream(urls)
                .map(url -> new Peer.Replica(
                        client(peer, url.strip()), circuit(urls.length == 1 ? name : name + "@" + url.strip())))
                .toList();
        var bulkhead = Bulkhead.of(
                name,
                BulkheadConfig.custom()
                        .maxConcurrentCalls(peer.maxConcurrent())
                        .maxWaitDuration(Duration.ofSeconds(1))
                        .build());
        var retry = Retry.of(
                name,
                RetryConfig.custom()
                        .maxAttempts(peer.attempts())
                        .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(Duration.ofMillis(100), 2, 0.5))
                        .retryExceptions(ResourceAccessException.class, HttpServerErrorException.class)
                        .build());
        return new Peer(name, replicas, bulkhead, retry);
    }

    private CircuitBreaker circuit(String name) {
        return circuits.circuitBreaker(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(20)
                        .minimumNumberOfCalls(10)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(Duration.ofSeconds(2))
                        .permittedNumberOfCallsInHalfOpenState(2)
                        // A refusal is an answer.
                        .ignoreExceptions(HttpClientErrorException.class)
                        .build());
    }

    private RestClient client(Settings peer, String url) {
        var requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(peer.connectTimeout())
                .build());
        requests.setReadTimeout(peer.readTimeout());
        var builder = http.clone()
                .baseUrl(url)
                .requestFactory(requests)
                .requestInterceptor(new BoundedAnswer(peer.mostBytes()));
        if (peer.authenticated()) {
            builder.requestInterceptor(tokens.apply(peer));
        }
        return builder.build();
    }
}
