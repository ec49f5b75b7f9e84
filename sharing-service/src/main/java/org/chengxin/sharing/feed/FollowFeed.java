package org.chengxin.sharing.feed;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.chengxin.sharing.access.BulkPull.Kind;
import org.chengxin.sharing.corrections.Corrections;
import org.chengxin.sharing.feed.FeedItem.StopUse;
import org.chengxin.sharing.feed.FeedItem.Upsert;
import org.chengxin.sharing.feed.FeedPages.Closed;
import org.chengxin.sharing.feed.FeedPages.Items;
import org.chengxin.sharing.feed.FeedPages.NotLogged;
import org.chengxin.sharing.feed.FeedPages.Request;
import org.chengxin.sharing.feed.FeedReceivers.Progress;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Follows a feed on behalf of a receiver whose copies are kept here, from where it stood. */
@Component
public class FollowFeed {

    private static final int PAGE = 500;

    private final FeedPages pages;
    private final FeedReceivers receivers;
    private final Corrections corrections;
    private final TransactionTemplate transaction;
    private final Clock clock;

    FollowFeed(
            FeedPages pages,
            FeedReceivers receivers,
            Corrections corrections,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.pages = pages;
        this.receivers = receivers;
        this.corrections = corrections;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** The agreement that opens the feed to the receiver today. */
    public Optional<UUID> agreement(String receiver, String feed) {
        return pages.agreement(receiver, feed);
    }

    /** Everything is to be given once more, in the caller's transaction. */
    public void startAgain(String receiver, String feed) {
        receivers.startAgain(receiver, feed);
    }

    /** What happened to a record. */
    public sealed interface Change {}

    /** It may be used as it stands here. */
    public record Kept(Upsert item) implements Change {}

    /** It may no longer be used. */
    public record Gone(UUID recordId) implements Change {}

    /**
     * Applies what changed since the last time; each page is applied and acknowledged in one transaction.
     *
     * @return whether the feed is open to the receiver
     * @throws org.chengxin.chassis.peer.PeerUnavailable when nobody can say by what the receiver knows the
     *     persons; what was applied stands
     */
    public boolean follow(String receiver, String feed, Consumer<List<Change>> apply) {
        long head = pages.head();
        long after = receivers.of(receiver, feed).map(Progress::appliedUpTo).orElse(0L);
        while (true) {
            switch (pages.page(new Request(receiver, feed, Kind.REPLICA, after, PAGE), head)) {
                case Closed() -> {
                    return false;
                }
                case NotLogged() -> {
                    return true;
                }
                case Items(var items, var next) -> {
                    var changes = items.stream()
                            .<Change>map(item -> switch (item) {
                                case Upsert upsert -> new Kept(upsert);
                                case StopUse stop -> new Gone(stop.recordId());
                            })
                            .toList();
                    transaction.executeWithoutResult(_ -> {
                        apply.accept(changes);
                        receivers.applied(receiver, feed, next, clock.instant());
                        corrections.confirmed(receiver, feed, next, clock.instant());
                    });
                    if (next >= head) {
                        return true;
                    }
                    after = next;
                }
            }
        }
    }
}
