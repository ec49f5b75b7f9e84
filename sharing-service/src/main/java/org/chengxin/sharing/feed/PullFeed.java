package org.chengxin.sharing.feed;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.chengxin.sharing.access.AccessEntry;
import org.chengxin.sharing.access.AccessEntry.Outcome;
import org.chengxin.sharing.access.AccessLog;
import org.chengxin.sharing.agreements.Agreement;
import org.chengxin.sharing.agreements.Agreement.Identity;
import org.chengxin.sharing.agreements.Agreements;
import org.chengxin.sharing.feed.FeedItem.ByDocument;
import org.chengxin.sharing.feed.FeedItem.ByToken;
import org.chengxin.sharing.feed.FeedItem.Op;
import org.chengxin.sharing.feed.FeedItem.StopUse;
import org.chengxin.sharing.feed.FeedItem.Subject;
import org.chengxin.sharing.feed.FeedItem.Upsert;
import org.chengxin.sharing.feed.Pull.FuturePosition;
import org.chengxin.sharing.feed.Pull.LogUnavailable;
import org.chengxin.sharing.feed.Pull.NoAgreement;
import org.chengxin.sharing.feed.Pull.Pulled;
import org.chengxin.sharing.persons.NamedDocument;
import org.chengxin.sharing.persons.Persons;
import org.chengxin.sharing.policy.Governed;
import org.chengxin.sharing.policy.Governed.Shown;
import org.chengxin.sharing.policy.Governed.Withheld;
import org.chengxin.sharing.policy.SharingPolicy;
import org.chengxin.sharing.records.SharedRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives a receiver what changed after a position, and writes it into the log of each person shown.
 *
 * <p>A record stands in the feed once, at its latest change, and is judged by the policy at the moment of reading: an
 * item is never older than the pull, whether or not the day's work has run.
 */
@Component
class PullFeed {

    private static final Logger log = LoggerFactory.getLogger(PullFeed.class);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Agreements agreements;
    private final SharedRecords records;
    private final SharingPolicy policy;
    private final Persons persons;
    private final Pseudonyms pseudonyms;
    private final AccessLog accessLog;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private volatile boolean stopping;

    PullFeed(
            Agreements agreements,
            SharedRecords records,
            SharingPolicy policy,
            Persons persons,
            Pseudonyms pseudonyms,
            AccessLog accessLog,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.agreements = agreements;
        this.records = records;
        this.policy = policy;
        this.persons = persons;
        this.pseudonyms = pseudonyms;
        this.accessLog = accessLog;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * @param after the last position that the receiver has
     * @param wait how long to wait for a change when there is none
     * @throws org.chengxin.chassis.peer.PeerUnavailable when the agreement grants documents and nobody can say them
     */
    Pull pull(String receiver, String feed, long after, int limit, Duration wait) {
        long pauses = wait.dividedBy(PAUSE);
        long seen = after;
        while (true) {
            var today = LocalDate.now(clock);
            var agreement = agreements.forFeed(receiver, feed, today).orElse(null);
            if (agreement == null) {
                return new NoAgreement();
            }
            // Read before the page: what is given a place while we read lies behind it and comes with the next pull.
            long head = records.head();
            if (after > head) {
                return new FuturePosition(head);
            }
            var changes = head == seen
                    ? List.<Governed>of()
                    : policy.changedBetween(seen, head, agreement.agreementId(), today, limit);
            if (!changes.isEmpty() || pauses-- <= 0) {
                long next = changes.size() < limit ? head : position(changes.getLast());
                return shown(agreement, changes, next);
            }
            // None of it is for this receiver; only what comes after is worth another look.
            seen = head;
            if (stopping || !paused()) {
                return new Pulled(List.of(), head);
            }
        }
    }

    /** Those who wait are answered, so that the service can stop at once. */
    @EventListener
    void stop(ContextClosedEvent closed) {
        stopping = true;
    }

    private Pull shown(Agreement agreement, List<Governed> changes, long next) {
        var typesOfPerson = new LinkedHashMap<UUID, Set<String>>();
        for (var change : changes) {
            if (change instanceof Shown shown) {
                typesOfPerson
                        .computeIfAbsent(shown.subjectId(), _ -> new TreeSet<>())
                        .add(shown.recordType());
            }
        }
        var documents = agreement.identity() == Identity.DOCUMENT
                ? persons.reveal(agreement.receiver(), agreement.firstPurpose().name(), typesOfPerson.keySet())
                : Map.<UUID, NamedDocument>of();
        var items = new ArrayList<FeedItem>(changes.size());
        for (var change : changes) {
            items.add(item(agreement, change, documents));
        }
        return logged(agreement, typesOfPerson) ? new Pulled(items, next) : new LogUnavailable();
    }

    private FeedItem item(Agreement agreement, Governed change, Map<UUID, NamedDocument> documents) {
        return switch (change) {
            case Shown shown ->
                new Upsert(
                        position(shown),
                        shown.recordId(),
                        shown.version(),
                        Op.UPSERT,
                        subject(agreement, shown.subjectId(), documents),
                        shown.recordType(),
                        shown.state(),
                        shown.flags(),
                        shown.decidedOn(),
                        shown.displayUntil(),
                        shown.fields());
            case Withheld withheld ->
                new StopUse(
                        position(withheld),
                        withheld.recordId(),
                        withheld.version(),
                        Op.STOP_USE,
                        StopReason.of(withheld.state()));
        };
    }

    /** A person whom identity-service does not name (any more) goes by the pseudonym. */
    private Subject subject(Agreement agreement, UUID subjectId, Map<UUID, NamedDocument> documents) {
        var document = documents.get(subjectId);
        return document == null
                ? new ByToken(pseudonyms.of(subjectId, agreement.receiver()))
                : new ByDocument(document.documentType(), document.documentNumber(), document.name());
    }

    /** One entry for each person of the page, committed before the page leaves. */
    private boolean logged(Agreement agreement, Map<UUID, Set<String>> typesOfPerson) {
        if (typesOfPerson.isEmpty()) {
            return true;
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var entries = typesOfPerson.entrySet().stream()
                .map(person -> new AccessEntry(
                        UUID.randomUUID(),
                        person.getKey(),
                        now,
                        agreement.receiver(),
                        AccessLog.HERE,
                        agreement.firstPurpose().name(),
                        null,
                        agreement.legalBasis(),
                        Outcome.ANSWERED,
                        List.copyOf(person.getValue())))
                .toList();
        try {
            transaction.executeWithoutResult(_ -> accessLog.write(entries));
            return true;
        } catch (DataAccessException | TransactionException e) {
            log.error(
                    "A feed was not given because its log entries could not be kept: {}",
                    e.getClass().getName());
            return false;
        }
    }

    private static long position(Governed change) {
        return Objects.requireNonNull(change.feedPosition(), "a change read from the feed has its position");
    }

    /** @return false when the service is stopping */
    private static boolean paused() {
        try {
            Thread.sleep(PAUSE);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
