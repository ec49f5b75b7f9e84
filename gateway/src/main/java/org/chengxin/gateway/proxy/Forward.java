package org.chengxin.gateway.proxy;

import io.micrometer.tracing.Tracer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.chengxin.gateway.GatewaySettings;
import org.chengxin.gateway.journal.RequestId;
import org.chengxin.gateway.problem.Problem;
import org.chengxin.gateway.problem.Problems;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.HttpRequestHandler;

/**
 * Carries requests of one resource to its service and the answers back, both as streams.
 *
 * <p>A request is sent once. Only a GET or HEAD without a body whose connection broke before any answer is sent a
 * second time; everything else might have taken effect. What reached nobody, because no connection could be opened, goes
 * to the next replica of the service.
 */
final class Forward implements HttpRequestHandler {

    private static final Logger log = LoggerFactory.getLogger(Forward.class);

    private static final Duration WAIT_AFTER_FAILURE = Duration.ofSeconds(5);

    private final Resource resource;
    private final Addresses service;
    private final @Nullable String fixedPath;
    private final Limits limits;
    private final HttpClient client;
    private final Tracer tracer;

    Forward(
            Resource resource,
            @Nullable String fixedPath,
            GatewaySettings settings,
            HttpClient client,
            Addresses service,
            Tracer tracer) {
        this.resource = resource;
        this.fixedPath = fixedPath;
        this.service = service;
        this.limits = Limits.of(resource.pace(), settings);
        this.client = client;
        this.tracer = tracer;
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var upload = new Upload(request, limits.body());
        if (upload.isTooLarge()) {
            Problems.answer(response, bodyTooLarge());
            return;
        }
        var address = service.take(Set.of());
        if (address.isEmpty()) {
            Problems.answer(response, unavailable("is being left alone after failures"));
            return;
        }
        var target = target(request, address.get().uri());
        if (target == null) {
            address.get().breaker().releasePermission();
            Problems.answer(response, Problem.of(400, "address-unreadable", "The path or the query cannot be read."));
            return;
        }
        new Exchange(request, response, upload, address.get(), target).run();
    }

    /** The very bytes of path and query that the client sent, at the service's address. */
    private @Nullable URI target(HttpServletRequest request, URI address) {
        var query = request.getQueryString();
        try {
            return URI.create(address.getScheme() + "://" + address.getRawAuthority()
                    + (fixedPath == null ? request.getRequestURI() : fixedPath)
                    + (query == null || fixedPath != null ? "" : "?" + query));
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private Problem bodyTooLarge() {
        return Problem.of(413, "body-too-large", "The body is larger than this resource takes.")
                .with("limitBytes", limits.body());
    }

    private Problem unavailable(String why) {
        return Problem.of(503, "service-unavailable", "The service behind this resource " + why + "; ask again later.")
                .with("service", resource.destination().serviceName())
                .after(WAIT_AFTER_FAILURE);
    }

    private Problem tooSlow() {
        return Problem.of(504, "service-timeout", "The service behind this resource did not answer in time.")
                .with("service", resource.destination().serviceName())
                .after(WAIT_AFTER_FAILURE);
    }

    /** One request and its answer. */
    private final class Exchange {

        private final HttpServletRequest request;
        private final HttpServletResponse response;
        private final Upload upload;
        private final Set<Addresses.Address> tried = new HashSet<>();
        private Addresses.Address address;
        private URI target;
        private long startedAt = System.nanoTime();
        private boolean judged;

        Exchange(
                HttpServletRequest request,
                HttpServletResponse response,
                Upload upload,
                Addresses.Address address,
                URI target) {
            this.request = request;
            this.response = response;
            this.upload = upload;
            this.address = address;
            this.target = target;
        }

        void run() throws IOException {
            try {
                attempt(upload.isEmpty() && (isMethod("GET") || isMethod("HEAD")));
            } finally {
                if (!judged) {
                    // Neither good nor bad news about the service: the client left or sent too much.
                    address.breaker().releasePermission();
                }
            }
        }

        /** Nothing has happened yet, so another replica may be asked. */
        private boolean turnToAnother(Throwable cause) {
            if (!(cause instanceof ConnectException) || !upload.isRepeatable()) {
                return false;
            }
            judge(cause);
            tried.add(address);
            var other = service.take(tried);
            var there = other.map(next -> target(request, next.uri()));
            if (other.isEmpty() || there.isEmpty()) {
                return false;
            }
            address = other.get();
            target = there.get();
            startedAt = System.nanoTime();
            judged = false;
            return true;
        }

        private void attempt(boolean again) throws IOException {
            var upstream = upstreamRequest();
            var listener = new InputStreamResponseListener();
            var pump = upload.isEmpty() ? new Upload.Pump(null) : upload.into(upstream);
            try {
                upstream.send(listener);
                pump.start();
                Response answer;
                try {
                    answer = listener.get(limits.answerWithin().toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException slow) {
                    var _ = upstream.abort(slow);
                    fail(slow);
                    return;
                } catch (ExecutionException failed) {
                    var cause = failed.getCause() == null ? failed : failed.getCause();
                    if (again && maySucceedOnAnotherConnection(cause)) {
                        attempt(false);
                    } else if (turnToAnother(cause)) {
                        attempt(again);
                    } else {
                        fail(cause);
                    }
                    return;
                }
                passOn(answer, listener);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                var _ = upstream.abort(stop);
                Problems.answer(response, unavailable("cannot be asked while the gateway stops"));
            } catch (IOException gone) {
                var _ = upstream.abort(gone);
                throw gone;
            } finally {
                listener.close();
                pump.finish();
            }
        }

        private Request upstreamRequest() {
            return client.newRequest(target)
                    .method(request.getMethod())
                    .idleTimeout(limits.idle().toMillis(), TimeUnit.MILLISECONDS)
                    .headers(fields -> {
                        Headers.copyTo(fields, request);
                        fields.put(RequestId.HEADER, RequestId.of(request));
                        var span = tracer.currentSpan();
                        if (span != null) {
                            var context = span.context();
                            fields.put(
                                    "traceparent",
                                    "00-" + context.traceId() + "-" + context.spanId()
                                            + (Boolean.TRUE.equals(context.sampled()) ? "-01" : "-00"));
                        }
                    });
        }

        private void passOn(Response answer, InputStreamResponseListener listener) throws IOException {
            if (answer.getStatus() >= 500 && !WayBack.isProblem(answer)) {
                // An error page of who knows whom may show inner details; services speak in problems.
                judge(new IOException("status " + answer.getStatus()));
                var _ = answer.abort(new IOException("answer dropped"));
                Problems.answer(
                        response,
                        Problem.of(answer.getStatus(), "service-fault", "The service behind this resource failed.")
                                .with("service", resource.destination().serviceName()));
                return;
            }
            judge(null);
            var wayBack = new WayBack(answer, response, address.uri());
            wayBack.writeHead();
            try (var body = listener.getInputStream()) {
                wayBack.copy(body);
            } catch (WayBack.UpstreamBroke broke) {
                if (response.isCommitted()) {
                    log.warn(
                            "{} broke off in the middle of an answer",
                            resource.destination().serviceName());
                    // Ends the client's connection without a proper end of the body: it must not look complete.
                    throw broke;
                }
                response.reset();
                response.setHeader(RequestId.HEADER, RequestId.of(request));
                Problems.answer(response, unavailable("broke off its answer"));
            }
        }

        private void fail(Throwable cause) throws IOException {
            var name = resource.destination().serviceName();
            switch (cause) {
                case Upload.TooLarge _ -> Problems.answer(response, bodyTooLarge());
                case Upload.ClientGone gone -> throw gone;
                case RejectedExecutionException busy -> {
                    judge(busy);
                    log.warn("{}: too many requests under way", name);
                    Problems.answer(response, unavailable("has too much to do"));
                }
                case TimeoutException slow -> {
                    judge(slow);
                    log.warn("{}: no answer in time", name);
                    Problems.answer(response, tooSlow());
                }
                default -> {
                    judge(cause);
                    log.warn("{}: {}", name, cause.getClass().getSimpleName());
                    Problems.answer(response, unavailable("cannot be reached"));
                }
            }
        }

        private void judge(@Nullable Throwable failure) {
            if (judged) {
                return;
            }
            judged = true;
            var took = System.nanoTime() - startedAt;
            if (failure == null) {
                address.breaker().onSuccess(took, TimeUnit.NANOSECONDS);
            } else {
                address.breaker().onError(took, TimeUnit.NANOSECONDS, failure);
            }
        }

        private boolean isMethod(String method) {
            return method.equals(request.getMethod());
        }
    }

    private static boolean maySucceedOnAnotherConnection(Throwable cause) {
        return cause instanceof IOException && !(cause instanceof ConnectException);
    }
}
