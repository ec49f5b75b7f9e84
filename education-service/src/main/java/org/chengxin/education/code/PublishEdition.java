package org.chengxin.education.code;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.chengxin.chassis.etag.ETags;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/** Puts a draft in force. */
@Component
class PublishEdition {

    private final Editions editions;
    private final Clock clock;

    PublishEdition(Editions editions, Clock clock) {
        this.editions = editions;
        this.clock = clock;
    }

    /** What became of it. */
    sealed interface Outcome {

        record Published(Edition edition) implements Outcome {}

        record NoSuchDraft() implements Outcome {}

        record Refused(Publication why) implements Outcome {}

        /** Somebody else published at the same moment. */
        record Overtaken() implements Outcome {}
    }

    /** @throws org.chengxin.chassis.problem.Refusal when the caller has not read the draft as it is */
    @Transactional
    Outcome publish(UUID id, LocalDate effectiveFrom, @Nullable String ifMatch, String publishedBy) {
        var draft = editions.find(id).filter(found -> found.status() == Edition.Status.DRAFT);
        if (draft.isEmpty()) {
            return new Outcome.NoSuchDraft();
        }
        var version = draft.get().version();
        ETags.require(ifMatch, version);
        var verdict = Publication.on(
                effectiveFrom, LocalDate.now(clock), editions.lastBegins().orElse(null));
        if (!(verdict instanceof Publication.Allowed)) {
            return new Outcome.Refused(verdict);
        }
        try {
            if (!editions.publish(id, version, effectiveFrom, publishedBy)) {
                return overtaken();
            }
        } catch (DataIntegrityViolationException overlap) {
            return overtaken();
        }
        return new Outcome.Published(editions.find(id).orElseThrow());
    }

    /** Undoes the whole change: the edition before keeps its open end. */
    private static Outcome overtaken() {
        TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        return new Outcome.Overtaken();
    }
}
