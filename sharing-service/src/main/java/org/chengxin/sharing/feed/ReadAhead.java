package org.chengxin.sharing.feed;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.chengxin.sharing.feed.FeedPages.Judged;
import org.chengxin.sharing.feed.FeedPages.Request;

/**
 * The pages of one snapshot, in turn: while one is given away, the policy judges the next.
 *
 * <p>A client that reads slowly must not get what has ended meanwhile: a page that was judged longer ago than a moment is
 * judged anew.
 */
final class ReadAhead implements AutoCloseable {

    private static final Duration FRESH = Duration.ofSeconds(1);

    private final FeedPages pages;
    private final Clock clock;
    private final long upTo;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private CompletableFuture<Optional<Judged>> next;

    /** @param first the page that the snapshot begins with */
    ReadAhead(FeedPages pages, Clock clock, Request first, long upTo) {
        this.pages = pages;
        this.clock = clock;
        this.upTo = upTo;
        this.next = CompletableFuture.completedFuture(pages.judge(first, upTo));
    }

    /** The next page; nothing when no agreement opens the feed (any more). The one after it is begun. */
    Optional<Judged> take() {
        var page = awaited();
        if (page.isPresent() && page.get().at().isBefore(clock.instant().minus(FRESH))) {
            page = pages.judge(page.get().request(), upTo);
        }
        page.filter(judged -> judged.next() < upTo)
                .map(judged -> judged.request().from(judged.next()))
                .ifPresent(
                        following -> next = CompletableFuture.supplyAsync(() -> pages.judge(following, upTo), threads));
        return page;
    }

    private Optional<Judged> awaited() {
        try {
            return next.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
