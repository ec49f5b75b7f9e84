package org.chengxin.gateway.proxy;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.tracing.Tracer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
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
 * second time; everything else might have taken effect.
 */
final class Forward implements HttpRequestHandler {

    private static final Logger log = LoggerFactory.getLogger(Forward.class);

    private static final Duration WAIT_AFTER_FAILURE = Duration.ofSeconds(5);

    private final Resource resource;
    private final URI service;
    private final @Nullable String fixedPath;
    private final Limits limits;
    private final HttpClient client;
    private final CircuitBreaker breaker;
    private final Tracer tracer;

    Forward(
            Resource resource,
            @Nullable String fixedPath,
            GatewaySettings settings,
            HttpClient client,
            CircuitBreaker breaker,
            Tracer tracer) {
        this.resource = resource;
        this.fixedPath = fixedPath;
        this.service = Objects.requireNonNull(
                settings.services().get(resource.destination().serviceName()),
                () -> "no address of " + resource.destination().serviceName());
        this.limits = Limits.of(resource.pace(), settings);
        this.client = client;
        this.breaker = breaker;
        this.tracer = tracer;
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var upload = new Upload(request, limits.body());
        if (upload.isTooLarge()) {
            Problems.answer(response, bodyTooLarge());
            return;
        }
        var target = target(request);
        if (target == null) {
            Problems.answer(response, Problem.of(400, "address-unreadable", "The path or the query cannot be read."));
            return;
        }
        if (!breaker.tryAcquirePermission()) {
            Problems.answer(response, unavailable("is being left alone after failures"));
            return;
        }
        new Exchange(request, response, upload, target).run();
    }

    /** The very bytes of path and query that the client sent, at the service's address. */
    private @Nullable URI target(HttpServletRequest request) {
        var query = request.getQueryString();
        try {
            return URI.create(service.getScheme() + "://" + service.getRawAuthority()
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
        private final URI target;
        private final long startedAt = System.nanoTime();
        private boolean judged;

        Exchange(HttpServletRequest request, HttpServletResponse response, Upload upload, URI target) {
            this.request = request;
            this.response = response;
            this.upload = upload;
            this.target = target;
        }

        void run() throws IOException {
            try {
                attempt(upload.isEmpty() && (isMethod("GET") || isMethod("HEAD")));
            } finally {
                if (!judged) {
                    // Neither good nor bad news about the service: the client left or sent too much.
                    breaker.releasePermission();
                }
            }
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
            var wayBack = new WayBack(answer, response, service);
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
            judged = true;
            var took = System.nanoTime() - startedAt;
            if (failure == null) {
                breaker.onSuccess(took, TimeUnit.NANOSECONDS);
            } else {
                breaker.onError(took, TimeUnit.NANOSECONDS, failure);
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
