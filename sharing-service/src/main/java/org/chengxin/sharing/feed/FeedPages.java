package org.chengxin.sharing.feed;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.chengxin.sharing.access.BulkPull;
import org.chengxin.sharing.access.BulkPulls;
import org.chengxin.sharing.agreements.Agreement;
import org.chengxin.sharing.agreements.Agreement.Identity;
import org.chengxin.sharing.agreements.Agreements;
import org.chengxin.sharing.corrections.Corrections;
import org.chengxin.sharing.feed.FeedItem.ByDocument;
import org.chengxin.sharing.feed.FeedItem.ByToken;
import org.chengxin.sharing.feed.FeedItem.Op;
import org.chengxin.sharing.feed.FeedItem.StopUse;
import org.chengxin.sharing.feed.FeedItem.Subject;
import org.chengxin.sharing.feed.FeedItem.Upsert;
import org.chengxin.sharing.persons.Persons;
import org.chengxin.sharing.policy.Governed;
import org.chengxin.sharing.policy.Governed.Shown;
import org.chengxin.sharing.policy.Governed.Withheld;
import org.chengxin.sharing.policy.SharingPolicy;
import org.chengxin.sharing.policy.SharingPolicy.Stretch;
import org.chengxin.sharing.records.SharedRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Pages of a feed, for whichever way they leave: judged by the policy at the moment of reading, and in the log before
 * anybody holds them.
 */
@Component
class FeedPages {

    private static final Logger log = LoggerFactory.getLogger(FeedPages.class);

    private final Agreements agreements;
    private final SharedRecords records;
    private final SharingPolicy policy;
    private final Persons persons;
    private final BulkPulls bulkPulls;
    private final FeedReceivers receivers;
    private final Corrections corrections;
    private final TransactionTemplate transaction;
    private final Clock clock;

    FeedPages(
            Agreements agreements,
            SharedRecords records,
            SharingPolicy policy,
            Persons persons,
            BulkPulls bulkPulls,
            FeedReceivers receivers,
            Corrections corrections,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.agreements = agreements;
        this.records = records;
        this.policy = policy;
        this.persons = persons;
        this.bulkPulls = bulkPulls;
        this.receivers = receivers;
        this.corrections = corrections;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** What a receiver wants to go on from. */
    record Request(String receiver, String feed, BulkPull.Kind kind, long after, int limit) {

        /** The same from another position on. */
        Request from(long position) {
            return new Request(receiver, feed, kind, position, limit);
        }
    }

    /** What there is. */
    sealed interface Page {}

    /** Items in the order of their positions, and the position to go on from. */
    record Items(List<FeedItem> items, long next) implements Page {}

    /** No agreement opens this feed to this receiver now. */
    record Closed() implements Page {}

    /** The log could not be written: no log, no page. */
    record NotLogged() implements Page {}

    /** The last position given out; everything up to it is visible. */
    long head() {
        return records.head();
    }

    /** The agreement that opens the feed to the receiver today. */
    Optional<UUID> agreement(String receiver, String feed) {
        return agreements.forFeed(receiver, feed, LocalDate.now(clock)).map(Agreement::agreementId);
    }

    /** Whether the feed is open to the receiver today. */
    boolean open(String receiver, String feed) {
        return agreements.forFeed(receiver, feed, LocalDate.now(clock)).isPresent();
    }

    /**
     * What the policy said of a page at a moment. Nobody has been named yet and nothing is in the log, so nobody may have it.
     *
     * @param upTo as asked for
     * @param at when it was read
     */
    record Judged(Request request, Agreement agreement, Stretch stretch, long upTo, Instant at) {

        /** The position to go on from. */
        long next() {
            return stretch.next();
        }
    }

    /**
     * @param upTo the head of the feeds as it was before this call, or an earlier position
     * @throws org.chengxin.chassis.peer.PeerUnavailable when nobody can say by what the receiver knows the persons
     */
    Page page(Request request, long upTo) {
        return judge(request, upTo).map(this::give).orElseGet(Closed::new);
    }

    /** The first half of {@link #page}: reads and judges; nothing when no agreement opens the feed. */
    Optional<Judged> judge(Request request, long upTo) {
        var at = clock.instant();
        var today = LocalDate.ofInstant(at, clock.getZone());
        return agreements
                .forFeed(request.receiver(), request.feed(), today)
                .map(agreement -> new Judged(
                        request, agreement, stretch(request, upTo, agreement.agreementId(), today), upTo, at));
    }

    private Stretch stretch(Request request, long upTo, UUID agreementId, LocalDate today) {
        if (request.after() >= upTo) {
            return new Stretch(List.of(), upTo);
        }
        return ofChanges(request)
                ? policy.changedBetween(request.after(), upTo, agreementId, today, request.limit())
                : policy.standingBetween(request.after(), upTo, agreementId, today, request.limit());
    }

    private static boolean ofChanges(Request request) {
        return request.kind() == BulkPull.Kind.CHANGES || request.kind() == BulkPull.Kind.REPLICA;
    }

    /**
     * The second half of {@link #page}: names the persons, enters the page into the log, and only then hands it out.
     *
     * @throws org.chengxin.chassis.peer.PeerUnavailable when nobody can say by what the receiver knows the persons
     */
    Page give(Judged judged) {
        var request = judged.request();
        var governed = judged.stretch().records();
        boolean changes = ofChanges(request);
        if (governed.isEmpty() && !changes) {
            return new Items(List.of(), judged.next());
        }
        var pullId = UUID.randomUUID();
        var items = items(judged.agreement(), governed, pullId);
        try {
            transaction.executeWithoutResult(
                    _ -> enter(pullId, request, judged.agreement(), governed, changes ? judged.next() : judged.upTo()));
        } catch (DataAccessException | TransactionException e) {
            log.error(
                    "A page was not given because its log entry could not be kept: {}",
                    e.getClass().getName());
            return new NotLogged();
        }
        return new Items(items, judged.next());
    }

    private void enter(UUID pullId, Request request, Agreement agreement, List<Governed> governed, long upTo) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var shown = governed.stream()
                .filter(Shown.class::isInstance)
                .map(Governed::number)
                .toList();
        if (!shown.isEmpty()) {
            bulkPulls.write(new BulkPull(
                    pullId,
                    now,
                    request.receiver(),
                    request.feed(),
                    request.kind(),
                    agreement.firstPurpose().name(),
                    agreement.legalBasis(),
                    agreement.agreementId(),
                    upTo,
                    shown));
        }
        if (ofChanges(request)) {
            receivers.pulled(request.receiver(), request.feed(), upTo, now);
            corrections.sent(
                    request.receiver(),
                    request.feed(),
                    governed.stream().map(Governed::recordId).toList(),
                    now);
        }
    }

    private List<FeedItem> items(Agreement agreement, List<Governed> governed, UUID pullId) {
        var subjectIds = new LinkedHashSet<UUID>();
        for (var one : governed) {
            if (one instanceof Shown shown) {
                subjectIds.add(shown.subjectId());
            }
        }
        var subjects = subjects(agreement, subjectIds, pullId);
        var items = new ArrayList<FeedItem>(governed.size());
        for (var one : governed) {
            items.add(item(one, subjects));
        }
        return items;
    }

    /** A person whom identity-service does not name (any more) goes by the receiver's token. */
    private Map<UUID, Subject> subjects(Agreement agreement, Set<UUID> subjectIds, UUID pullId) {
        var subjects = new HashMap<UUID, Subject>();
        if (agreement.identity() == Identity.DOCUMENT) {
            persons.reveal(agreement.receiver(), agreement.firstPurpose().name(), pullId, subjectIds)
                    .forEach((subjectId, document) -> subjects.put(
                            subjectId,
                            new ByDocument(document.documentType(), document.documentNumber(), document.name())));
        }
        var unnamed = new LinkedHashSet<>(subjectIds);
        unnamed.removeAll(subjects.keySet());
        persons.tokens(agreement.receiver(), unnamed)
                .forEach((subjectId, token) -> subjects.put(subjectId, new ByToken(token)));
        return subjects;
    }

    private static FeedItem item(Governed change, Map<UUID, Subject> subjects) {
        return switch (change) {
            case Shown shown ->
                new Upsert(
                        position(shown),
                        shown.recordId(),
                        shown.version(),
                        Op.UPSERT,
                        Objects.requireNonNull(subjects.get(shown.subjectId()), "each person shown goes by something"),
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

    private static long position(Governed change) {
        return Objects.requireNonNull(change.feedPosition(), "a change read from the feed has its position");
    }
}
