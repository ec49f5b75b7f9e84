package org.chengxin.gateway.proxy;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.tracing.Tracer;
import java.util.HashMap;
import java.util.Map;
import org.chengxin.gateway.GatewaySettings;
import org.eclipse.jetty.client.HttpClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/** Hangs every resource on its way to its service. */
@Configuration(proxyBeanMethods = false)
class Routes {

    @Bean
    SimpleUrlHandlerMapping resourceRoutes(
            GatewaySettings settings, HttpClient client, CircuitBreakerRegistry breakers, Tracer tracer) {
        var handlers = new HashMap<String, HttpRequestHandler>();
        for (var resource : Resources.ALL) {
            var breaker = breakers.circuitBreaker(resource.destination().serviceName());
            handlers.put(resource.pattern(), new Forward(resource, null, settings, client, breaker, tracer));
        }
        // Each service describes itself; the documentation page reads it here, on the gateway's own address.
        for (var destination : Destination.values()) {
            var path = "/docs/openapi/" + destination.serviceName() + ".json";
            var breaker = breakers.circuitBreaker(destination.serviceName());
            handlers.put(
                    path,
                    new Forward(Resource.at(path, destination), "/v3/api-docs", settings, client, breaker, tracer));
        }
        return new SimpleUrlHandlerMapping(Map.copyOf(handlers), 0);
    }
}
