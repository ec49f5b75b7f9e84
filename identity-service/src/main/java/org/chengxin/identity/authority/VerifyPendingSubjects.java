package org.chengxin.identity.authority;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.chengxin.identity.registry.Confirmations;
import org.chengxin.identity.registry.PendingVerifications;
import org.chengxin.identity.registry.PendingVerifications.Due;
import org.chengxin.identity.registry.SubjectProfile;
import org.chengxin.identity.registry.Subjects;
import org.chengxin.identity.registry.Verification;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Use case: asks the authority again about everybody whom it has not answered yet, until it has.
 *
 * <p>By turns: about many in one request, and when that brought no answer, the next time about each alone and with all
 * patience, so that nobody waits for another who is hard to answer (ADR 0051). No connection is held meanwhile; the answers
 * that have come in are stored together, and a slow one holds up nobody but its own asker.
 */
@Component
class VerifyPendingSubjects implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(VerifyPendingSubjects.class);

    /** Questions about one person in flight at one time, as many as the background peer takes. */
    private static final int ASKERS = 64;

    /** Requests about many in flight at one time. */
    private static final int BATCH_ASKERS = 2;

    /** Longer than the longest answer we wait for; after it another instance may ask. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    private final PendingVerifications pending;
    private final Subjects subjects;
    private final Confirmations confirmations;
    private final PublicAuthority authority;
    private final TransactionTemplate transaction;
    private final Semaphore askers = new Semaphore(ASKERS);
    private final Semaphore batchAskers = new Semaphore(BATCH_ASKERS);
    private final Queue<Answered> answers = new ConcurrentLinkedQueue<>();
    private final ReentrantLock storing = new ReentrantLock();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    VerifyPendingSubjects(
            PendingVerifications pending,
            Subjects subjects,
            Confirmations confirmations,
            PublicAuthority authority,
            TransactionTemplate transaction) {
        this.pending = pending;
        this.subjects = subjects;
        this.confirmations = confirmations;
        this.authority = authority;
        this.transaction = transaction;
    }

    private record Answered(Due due, Verdict verdict) {}

    /** Sends idle askers to what is due and does not wait for them: the clockwork has other work. */
    @Scheduled(fixedDelayString = "${chengxin.identity.verification-every}")
    void verifyDue() {
        sendIdleAskers();
    }

    private void sendIdleAskers() {
        if (authority.mostInBatch() > 1) {
            for (var asker = 0; asker < BATCH_ASKERS; asker++) {
                sendToMany();
            }
        }
        sendToEach();
    }

    private void sendToMany() {
        if (!batchAskers.tryAcquire()) {
            return;
        }
        var sent = false;
        try {
            var due = pending.claimTogether(authority.mostInBatch(), LEASE);
            if (!due.isEmpty()) {
                var questions = questions(due);
                threads.execute(() -> verify(due, questions, batchAskers));
                sent = true;
            }
        } finally {
            batchAskers.release(sent ? 0 : 1);
        }
    }

    private void sendToEach() {
        var idle = askers.drainPermits();
        if (idle == 0) {
            return;
        }
        var sent = 0;
        try {
            var due = authority.mostInBatch() > 1 ? pending.claimAlone(idle, LEASE) : pending.claimAll(idle, LEASE);
            var questions = questions(due);
            for (var one : due) {
                threads.execute(() -> verify(List.of(one), questions, askers));
                sent++;
            }
        } finally {
            askers.release(idle - sent);
        }
    }

    private Map<UUID, Question> questions(List<Due> due) {
        var questions = new HashMap<UUID, Question>();
        subjects.profiles(due.stream().map(Due::subjectId).toList())
                .forEach(profile -> questions.put(profile.subject().id(), question(profile)));
        return questions;
    }

    private void verify(List<Due> due, Map<UUID, Question> questions, Semaphore askers) {
        try {
            try {
                var asked = due.stream()
                        .map(one -> questions.get(one.subjectId()))
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList();
                var verdicts = authority.askPatiently(asked);
                due.forEach(one -> answers.add(new Answered(one, verdict(questions.get(one.subjectId()), verdicts))));
            } finally {
                askers.release();
            }
            storeWhatIsAnswered();
        } catch (RuntimeException fault) {
            // The lease ends by itself and the question comes due again.
            log.warn(
                    "A pending verification failed and is tried again later ({})",
                    fault.getClass().getSimpleName());
        }
    }

    private static Verdict verdict(@Nullable Question question, Map<Question, Verdict> verdicts) {
        return question == null ? Verdict.NO_ANSWER : verdicts.getOrDefault(question, Verdict.NO_ANSWER);
    }

    /** One stores for all whose answers came in meanwhile; then the idle get new work at once. */
    private void storeWhatIsAnswered() {
        while (!answers.isEmpty() && storing.tryLock()) {
            try {
                var batch = new ArrayList<Answered>();
                for (var next = answers.poll(); next != null; next = answers.poll()) {
                    batch.add(next);
                }
                store(batch);
            } finally {
                storing.unlock();
            }
            sendIdleAskers();
        }
    }

    private void store(List<Answered> batch) {
        if (!batch.isEmpty()) {
            transaction.executeWithoutResult(_ -> {
                confirmations.confirmAll(whoGot(Verdict.AGREES, batch));
                confirmations.settleAll(whoGot(Verdict.DISAGREES, batch), Verification.MISMATCH);
                confirmations.settleAll(whoGot(Verdict.UNKNOWN, batch), Verification.NOT_IDENTIFIED);
                pending.postpone(batch.stream()
                        .filter(answered -> answered.verdict() == Verdict.NO_ANSWER)
                        .map(Answered::due)
                        .toList());
            });
        }
    }

    private static List<UUID> whoGot(Verdict verdict, List<Answered> batch) {
        return batch.stream()
                .filter(answered -> answered.verdict() == verdict)
                .map(answered -> answered.due().subjectId())
                .toList();
    }

    private static Question question(SubjectProfile profile) {
        return new Question(profile.documents().getFirst(), profile.subject().name());
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
