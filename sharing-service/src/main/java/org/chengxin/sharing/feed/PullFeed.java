package org.chengxin.sharing.feed;

import java.time.Duration;
import java.util.List;
import org.chengxin.sharing.access.BulkPull;
import org.chengxin.sharing.feed.FeedPages.Closed;
import org.chengxin.sharing.feed.FeedPages.Items;
import org.chengxin.sharing.feed.FeedPages.NotLogged;
import org.chengxin.sharing.feed.FeedPages.Request;
import org.chengxin.sharing.feed.Pull.FuturePosition;
import org.chengxin.sharing.feed.Pull.LogUnavailable;
import org.chengxin.sharing.feed.Pull.NoAgreement;
import org.chengxin.sharing.feed.Pull.Pulled;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Gives a receiver what changed after a position.
 *
 * <p>A record stands in the feed once, at its latest change, and is judged by the policy at the moment of reading: an
 * item is never older than the pull, whether or not the day's work has run.
 */
@Component
class PullFeed {

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final FeedPages pages;
    private volatile boolean stopping;

    PullFeed(FeedPages pages) {
        this.pages = pages;
    }

    /**
     * @param after the last position that the receiver has
     * @param wait how long to wait for a change when there is none
     * @throws org.chengxin.chassis.peer.PeerUnavailable when nobody can say by what the receiver knows the persons
     */
    Pull pull(String receiver, String feed, long after, int limit, Duration wait) {
        long pauses = wait.dividedBy(PAUSE);
        long seen = after;
        while (true) {
            if (!pages.open(receiver, feed)) {
                return new NoAgreement();
            }
            // Read before the page: what is given a place while we read lies behind it and comes with the next pull.
            long head = pages.head();
            if (after > head) {
                return new FuturePosition(head);
            }
            boolean last = pauses-- <= 0;
            if (head > seen || last) {
                switch (pages.page(new Request(receiver, feed, BulkPull.Kind.CHANGES, seen, limit), head)) {
                    case Closed() -> {
                        return new NoAgreement();
                    }
                    case NotLogged() -> {
                        return new LogUnavailable();
                    }
                    case Items(var items, var next) -> {
                        if (!items.isEmpty() || last) {
                            return new Pulled(items, next);
                        }
                    }
                }
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
