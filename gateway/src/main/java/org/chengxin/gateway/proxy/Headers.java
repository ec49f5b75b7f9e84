package org.chengxin.gateway.proxy;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;

/** Which header fields pass the gateway, in either direction. */
final class Headers {

    /** Fields that belong to one connection only. Source: RFC 9110 section 7.6.1. */
    private static final Set<String> OF_ONE_CONNECTION = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "expect");

    /**
     * What a client must not be able to tell a service: addresses, identities and routes that only the inside knows,
     * and trace baggage that would end up in logs. Cookies stay at the door: services know tokens only.
     */
    private static final Set<String> NOT_FROM_CLIENTS = Set.of(
            "host",
            "content-length",
            "cookie",
            "forwarded",
            "x-real-ip",
            "x-original-url",
            "x-rewrite-url",
            "x-http-method-override",
            "x-method-override",
            "x-request-id",
            "traceparent",
            "tracestate",
            "baggage",
            "b3");

    private static final Set<String> NOT_FROM_CLIENTS_BY_PREFIX = Set.of("x-forwarded-", "x-b3-", "x-chengxin-");

    /** What a service must not tell a client: the gateway says it for all, or nobody should. */
    private static final Set<String> NOT_FROM_SERVICES = Set.of(
            "server",
            "x-powered-by",
            "x-application-context",
            "set-cookie",
            "content-length",
            "x-request-id",
            "strict-transport-security",
            "content-security-policy",
            "x-content-type-options",
            "x-frame-options",
            "x-xss-protection",
            "referrer-policy",
            "alt-svc");

    private static final Set<String> NOT_FROM_SERVICES_BY_PREFIX = Set.of("x-chengxin-", "access-control-");

    private Headers() {}

    static void copyTo(HttpFields.Mutable upstream, HttpServletRequest request) {
        var named = new HashSet<String>();
        for (var value : Collections.list(request.getHeaders("Connection"))) {
            addNames(named, value);
        }
        for (var name : Collections.list(request.getHeaderNames())) {
            var lower = name.toLowerCase(Locale.ROOT);
            if (stops(lower, named, NOT_FROM_CLIENTS, NOT_FROM_CLIENTS_BY_PREFIX)) {
                continue;
            }
            for (var value : Collections.list(request.getHeaders(name))) {
                upstream.add(name, value);
            }
        }
    }

    static boolean passesToClient(String name, Set<String> namedByConnection) {
        return !stops(name.toLowerCase(Locale.ROOT), namedByConnection, NOT_FROM_SERVICES, NOT_FROM_SERVICES_BY_PREFIX);
    }

    static Set<String> namedByConnection(HttpFields fields) {
        var named = new HashSet<String>();
        for (var value : fields.getValuesList("Connection")) {
            addNames(named, value);
        }
        return named;
    }

    private static void addNames(Set<String> names, String connection) {
        for (var name : connection.split(",", -1)) {
            names.add(name.strip().toLowerCase(Locale.ROOT));
        }
    }

    private static boolean stops(String lower, Set<String> named, Set<String> fields, Set<String> prefixes) {
        return OF_ONE_CONNECTION.contains(lower)
                || named.contains(lower)
                || fields.contains(lower)
                || prefixes.stream().anyMatch(lower::startsWith);
    }
}
