package org.chengxin.gateway.proxy;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.tracing.Tracer;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
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
        var addresses = new EnumMap<Destination, Addresses>(Destination.class);
        for (var destination : Destination.values()) {
            var name = destination.serviceName();
            var uris = Objects.requireNonNull(settings.services().get(name), () -> "no address of " + name);
            addresses.put(destination, Addresses.of(name, uris, breakers));
        }
        for (var resource : Resources.ALL) {
            var service = Objects.requireNonNull(addresses.get(resource.destination()));
            handlers.put(resource.pattern(), new Forward(resource, null, settings, client, service, tracer));
        }
        // Each service describes itself; the documentation page reads it here, on the gateway's own address.
        for (var destination : Destination.values()) {
            var path = "/docs/openapi/" + destination.serviceName() + ".json";
            var service = Objects.requireNonNull(addresses.get(destination));
            handlers.put(
                    path,
                    new Forward(Resource.at(path, destination), "/v3/api-docs", settings, client, service, tracer));
        }
        return new SimpleUrlHandlerMapping(Map.copyOf(handlers), 0);
    }
}
