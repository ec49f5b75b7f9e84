package org.chengxin.identity.guessing;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.chengxin.chassis.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Whoever misses too often is not answered until the window is over (rule G-1).
 *
 * <p>Everybody errs, and whoever works from old files errs often: the budget is generous, and each client may have its own.
 * Nobody who asks about persons they know of ever meets it.
 */
@Component
public class MissLimit {

    private static final Logger log = LoggerFactory.getLogger(MissLimit.class);
    private static final String BUDGETS = "chengxin.identity.misses.clients";

    private final Misses misses;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Duration window;
    private final long most;
    private final Map<String, Long> mostOf;

    MissLimit(
            Misses misses,
            Clock clock,
            MeterRegistry meters,
            @Value("${chengxin.identity.misses.window}") Duration window,
            @Value("${chengxin.identity.misses.most}") long most,
            Environment environment) {
        this.misses = misses;
        this.clock = clock;
        this.meters = meters;
        this.window = window;
        this.most = most;
        this.mostOf = Binder.get(environment)
                .bind(BUDGETS, Bindable.mapOf(String.class, Long.class))
                .orElse(Map.of());
    }

    /** The refusal of a client whose budget is used up, before anything is looked up. */
    public Optional<ResponseEntity<?>> refusal(String client) {
        return misses.of(client)
                .filter(count -> count.misses() >= budget(client))
                .filter(count -> wait(count).isPositive())
                .map(count -> refused(client, count));
    }

    /**
     * Counts what a client missed.
     *
     * @return the refusal that takes the place of the answer, when it goes beyond the budget: many requests at the same
     *     moment learn no more than one after another
     */
    public Optional<ResponseEntity<?>> count(String client, int missed) {
        if (missed == 0) {
            return Optional.empty();
        }
        meters.counter("chengxin.identity.misses", "client", client).increment(missed);
        var count = misses.add(client, missed, Instant.now(clock), window);
        var before = count.misses() - missed;
        if (before < budget(client) && count.misses() >= budget(client)) {
            log.warn("The client {} named {} persons whom nobody knows or by a wrong name", client, count.misses());
        }
        return count.misses() > budget(client) ? Optional.of(refused(client, count)) : Optional.empty();
    }

    private long budget(String client) {
        return mostOf.getOrDefault(client, most);
    }

    private Duration wait(Misses.Count count) {
        return Duration.between(Instant.now(clock), count.began().plus(window));
    }

    private ResponseEntity<?> refused(String client, Misses.Count count) {
        meters.counter("chengxin.identity.misses.refused", "client", client).increment();
        return ResponseEntity.status(429)
                .header(
                        HttpHeaders.RETRY_AFTER,
                        String.valueOf(Math.max(1, wait(count).toSeconds())))
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Problem.of(
                        429,
                        "too-many-misses",
                        "Too many documents and names did not belong to each other or to anybody; compare your data with"
                                + " the documents, and wait as Retry-After says."));
    }
}
