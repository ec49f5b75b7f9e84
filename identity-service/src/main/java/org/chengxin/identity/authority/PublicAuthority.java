package org.chengxin.identity.authority;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micrometer.context.ContextSnapshotFactory;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.chengxin.chassis.peer.Peer;
import org.chengxin.chassis.peer.PeerUnavailable;
import org.chengxin.chassis.peer.Peers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientResponseException;

/**
 * The public authority that knows which number belongs to which name, asked over HTTP.
 *
 * <p>Whatever goes wrong on the way is {@link Verdict#NO_ANSWER}: a person is never refused because the authority is away.
 */
@Component
public class PublicAuthority implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(PublicAuthority.class);

    /** As many calls as the peer takes at one time, so that none of ours is turned away by the bulkhead. */
    private static final int FOREGROUND_CALLS = 64;

    /** Carries the trace of the request into the threads that ask for it. */
    private static final ContextSnapshotFactory TRACES =
            ContextSnapshotFactory.builder().build();

    private final Peer foreground;
    private final Peer background;
    private final Duration budget;
    private final Semaphore calls = new Semaphore(FOREGROUND_CALLS, true);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    PublicAuthority(Peers peers, @Value("${chengxin.identity.foreground-budget}") Duration budget) {
        this.foreground = peers.named("authority");
        this.background = peers.named("authority-background");
        this.budget = budget;
    }

    /** Asks while somebody waits: never longer than the budget. */
    public Verdict ask(Question question) {
        return askAll(List.of(question)).getOrDefault(question, Verdict.NO_ANSWER);
    }

    /** Asks all at once, a bounded number at a time, and never longer than the budget for all of them together. */
    public Map<Question, Verdict> askAll(Collection<Question> questions) {
        var distinct = List.copyOf(new LinkedHashSet<>(questions));
        var verdicts = new ConcurrentHashMap<Question, Verdict>();
        if (distinct.isEmpty()) {
            return Map.of();
        }
        var open = new ConcurrentLinkedQueue<>(distinct);
        var end = System.nanoTime() + budget.toNanos();
        var askers = Math.min(FOREGROUND_CALLS, distinct.size());
        var working = new CountDownLatch(askers);
        var trace = TRACES.captureAll();
        for (var asker = 0; asker < askers; asker++) {
            threads.execute(trace.wrap(() -> askInTurn(open, end, verdicts, working)));
        }
        try {
            // Who is still asked at the end of the budget is left to answer: a call cut off would count as a failure of
            // the authority and open its circuit, and then nobody would be asked at all.
            var _ = working.await(budget.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopped) {
            // The service is going down: what has no answer yet is asked again by the next one.
            Thread.currentThread().interrupt();
        }
        return Map.copyOf(verdicts);
    }

    /** Asks with the patience of the background. */
    Verdict askPatiently(Question question) {
        return ask(background, question);
    }

    private void askInTurn(Queue<Question> open, long end, Map<Question, Verdict> verdicts, CountDownLatch working) {
        try {
            var question = open.poll();
            while (question != null && calls.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                try {
                    verdicts.put(question, ask(foreground, question));
                } finally {
                    calls.release();
                }
                question = System.nanoTime() < end ? open.poll() : null;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            working.countDown();
        }
    }

    private static Verdict ask(Peer peer, Question question) {
        try {
            var answer = peer.once(http -> call(http, question));
            return switch (answer) {
                case "AGREES" -> Verdict.AGREES;
                case "DISAGREES" -> Verdict.DISAGREES;
                case "UNKNOWN" -> Verdict.UNKNOWN;
                default -> Verdict.NO_ANSWER;
            };
        } catch (PeerUnavailable away) {
            return Verdict.NO_ANSWER;
        } catch (RestClientResponseException refused) {
            log.warn(
                    "The public authority refused a verification with status {}",
                    refused.getStatusCode().value());
            return Verdict.NO_ANSWER;
        }
    }

    private static String call(RestClient http, Question question) {
        var answer = http.post()
                .uri("/v1/verifications")
                .contentType(MediaType.APPLICATION_JSON)
                .accept(MediaType.APPLICATION_JSON)
                .body(new Asked(
                        question.document().type().name(),
                        question.document().number(),
                        question.name().asGiven()))
                .retrieve()
                .body(Answer.class);
        return answer == null ? "" : Objects.requireNonNullElse(answer.result(), "");
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }

    /** The question on the wire. */
    private record Asked(String documentType, String documentNumber, String name) {

        /** Without number and name: this may stand in an error or a log. */
        @Override
        public String toString() {
            return "Asked[" + documentType + "]";
        }
    }

    /** The answer on the wire, of which only the result counts. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Answer(@Nullable String result) {}
}
