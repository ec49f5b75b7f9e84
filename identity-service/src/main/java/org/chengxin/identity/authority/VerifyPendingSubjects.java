package org.chengxin.identity.authority;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.chengxin.identity.registry.PendingVerifications;
import org.chengxin.identity.registry.PendingVerifications.Due;
import org.chengxin.identity.registry.SubjectProfile;
import org.chengxin.identity.registry.Subjects;
import org.chengxin.identity.registry.Verification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Use case: asks the authority again about everybody whom it has not answered yet, until it has. */
@Component
class VerifyPendingSubjects implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(VerifyPendingSubjects.class);

    /** Questions in flight at one time, as many as the background peer takes. */
    private static final int ASKERS = 16;

    /** Longer than the longest answer we wait for; after it another instance may ask. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    private final PendingVerifications pending;
    private final Subjects subjects;
    private final PublicAuthority authority;
    private final Semaphore askers = new Semaphore(ASKERS);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    VerifyPendingSubjects(PendingVerifications pending, Subjects subjects, PublicAuthority authority) {
        this.pending = pending;
        this.subjects = subjects;
        this.authority = authority;
    }

    /** Sends idle askers to what is due and does not wait for them: the clockwork has other work. */
    @Scheduled(fixedDelayString = "${chengxin.identity.verification-every}")
    void verifyDue() {
        var idle = askers.drainPermits();
        if (idle == 0) {
            return;
        }
        var sent = 0;
        try {
            for (var due : pending.claim(idle, LEASE)) {
                threads.execute(() -> verifyThisAndMore(due));
                sent++;
            }
        } finally {
            askers.release(idle - sent);
        }
    }

    private void verifyThisAndMore(Due first) {
        try {
            var next = List.of(first);
            while (!next.isEmpty() && !Thread.currentThread().isInterrupted()) {
                verify(next.getFirst());
                next = pending.claim(1, LEASE);
            }
        } catch (RuntimeException fault) {
            // The lease ends by itself and the question comes due again.
            log.warn(
                    "A pending verification failed and is tried again later ({})",
                    fault.getClass().getSimpleName());
        } finally {
            askers.release();
        }
    }

    private void verify(Due due) {
        var profile = subjects.profile(due.subjectId());
        var verdict = profile.map(VerifyPendingSubjects::question)
                .map(authority::askPatiently)
                .orElse(Verdict.NO_ANSWER);
        switch (verdict) {
            case AGREES ->
                profile.ifPresent(known ->
                        subjects.verify(due.subjectId(), known.subject().name()));
            case DISAGREES -> subjects.settle(due.subjectId(), Verification.MISMATCH);
            case UNKNOWN -> subjects.settle(due.subjectId(), Verification.NOT_IDENTIFIED);
            case NO_ANSWER -> pending.postpone(due);
        }
    }

    private static Question question(SubjectProfile profile) {
        return new Question(profile.documents().getFirst(), profile.subject().name());
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
