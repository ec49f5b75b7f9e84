package org.chengxin.chassis.events;

import io.micrometer.tracing.Tracer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/** The trace that an announcement continues, as W3C {@code traceparent}. */
class Traces {

    private final ObjectProvider<Tracer> tracer;

    Traces(ObjectProvider<Tracer> tracer) {
        this.tracer = tracer;
    }

    @Nullable
    String current() {
        Tracer found = tracer.getIfAvailable();
        if (found == null) {
            return null;
        }
        var span = found.currentSpan();
        if (span == null) {
            return null;
        }
        var context = span.context();
        return "00-%s-%s-%s"
                .formatted(context.traceId(), context.spanId(), Boolean.TRUE.equals(context.sampled()) ? "01" : "00");
    }
}
