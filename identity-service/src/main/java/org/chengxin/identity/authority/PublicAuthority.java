package org.chengxin.identity.authority;

import io.micrometer.context.ContextSnapshotFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.chengxin.chassis.peer.Peer;
import org.chengxin.chassis.peer.PeerUnavailable;
import org.chengxin.chassis.peer.Peers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientResponseException;

/**
 * The public authority that knows which number belongs to which name, asked over HTTP: about one person, or about many in
 * one request. The two ways have circuits of their own, so that a failing one leaves the other open.
 *
 * <p>Whatever goes wrong on the way is {@link Verdict#NO_ANSWER}: a person is never refused because the authority is away.
 */
@Component
public class PublicAuthority implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(PublicAuthority.class);

    /** As many calls as the peers take at one time, so that none of ours is turned away by the bulkhead. */
    private static final int FOREGROUND_CALLS = 64;

    /** Carries the trace of the request into the threads that ask for it. */
    private static final ContextSnapshotFactory TRACES =
            ContextSnapshotFactory.builder().build();

    /** Two ways to the same authority. */
    private record Ways(Peer single, Peer batch) {}

    private final Ways foreground;
    private final Ways background;
    private final int mostInBatch;
    private final Duration budget;
    private final Semaphore calls = new Semaphore(FOREGROUND_CALLS, true);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    PublicAuthority(
            Peers peers,
            @Value("${chengxin.identity.authority-batch}") int mostInBatch,
            @Value("${chengxin.identity.foreground-budget}") Duration budget) {
        this.foreground = new Ways(peers.named("authority"), peers.named("authority-batch"));
        this.background = new Ways(peers.named("authority-background"), peers.named("authority-background-batch"));
        this.mostInBatch = mostInBatch;
        this.budget = budget;
    }

    /** How many persons it is asked about in one request; 1 when it takes no batches. */
    public int mostInBatch() {
        return mostInBatch;
    }

    /** Asks while somebody waits: never longer than the budget. */
    public Verdict ask(Question question) {
        return askAll(List.of(question)).getOrDefault(question, Verdict.NO_ANSWER);
    }

    /**
     * Asks about all, many in one request, a bounded number of requests at a time, and never longer than the budget for all
     * of them together.
     *
     * @return the verdicts; about whom there is none it has not answered
     */
    public Map<Question, Verdict> askAll(Collection<Question> questions) {
        var open = new ConcurrentLinkedQueue<>(batches(new LinkedHashSet<>(questions)));
        var verdicts = new ConcurrentHashMap<Question, Verdict>();
        if (open.isEmpty()) {
            return Map.of();
        }
        var end = System.nanoTime() + budget.toNanos();
        var askers = Math.min(FOREGROUND_CALLS, open.size());
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
        return ask(background, List.of(question)).getOrDefault(question, Verdict.NO_ANSWER);
    }

    /** Asks about at most a batch, with the patience of the background. */
    Map<Question, Verdict> askPatiently(List<Question> questions) {
        return ask(background, questions);
    }

    private List<List<Question>> batches(Collection<Question> questions) {
        var all = List.copyOf(questions);
        var batches = new ArrayList<List<Question>>();
        for (var from = 0; from < all.size(); from += mostInBatch) {
            batches.add(all.subList(from, Math.min(from + mostInBatch, all.size())));
        }
        return batches;
    }

    private void askInTurn(
            Queue<List<Question>> open, long end, Map<Question, Verdict> verdicts, CountDownLatch working) {
        try {
            var questions = open.poll();
            while (questions != null && calls.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                try {
                    verdicts.putAll(ask(foreground, questions));
                } finally {
                    calls.release();
                }
                questions = System.nanoTime() < end ? open.poll() : null;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            working.countDown();
        }
    }

    private static Map<Question, Verdict> ask(Ways ways, List<Question> questions) {
        if (questions.isEmpty()) {
            return Map.of();
        }
        if (questions.size() == 1) {
            var only = questions.getFirst();
            return call(ways.single(), http -> Map.of(only, SingleQuestion.ask(http, only)));
        }
        return call(ways.batch(), new BatchQuestion(questions)::ask);
    }

    private static Map<Question, Verdict> call(Peer peer, Function<RestClient, Map<Question, Verdict>> question) {
        try {
            return peer.once(question);
        } catch (PeerUnavailable away) {
            return Map.of();
        } catch (RestClientResponseException refused) {
            log.warn(
                    "The public authority refused a verification with status {}",
                    refused.getStatusCode().value());
            return Map.of();
        }
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
