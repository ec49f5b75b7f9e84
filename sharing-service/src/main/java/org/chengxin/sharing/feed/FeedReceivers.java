package org.chengxin.sharing.feed;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Table feed_receiver: how far each receiver has pulled and applied. */
@Repository
class FeedReceivers {

    private final JdbcClient jdbc;

    FeedReceivers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Positions only grow; who pulls an old page again has not forgotten the later ones. */
    @Transactional(propagation = Propagation.MANDATORY)
    void pulled(String receiver, String feed, long upTo, Instant now) {
        jdbc.sql("""
                        insert into feed_receiver as f (receiver, feed, pulled_up_to, pulled_at)
                        values (:receiver, :feed, :upTo, :now)
                        on conflict (receiver, feed) do update set
                            pulled_up_to = greatest(f.pulled_up_to, excluded.pulled_up_to),
                            pulled_at = excluded.pulled_at
                        """)
                .param("receiver", receiver)
                .param("feed", feed)
                .param("upTo", upTo)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** How far a receiver has come. */
    record Progress(long pulledUpTo, long appliedUpTo) {}

    Optional<Progress> of(String receiver, String feed) {
        return jdbc.sql("""
                        select pulled_up_to, applied_up_to from feed_receiver
                        where receiver = :receiver and feed = :feed
                        """)
                .param("receiver", receiver)
                .param("feed", feed)
                .query(Progress.class)
                .optional();
    }

    /** Forgets what was applied: it is to be given once more. */
    @Transactional(propagation = Propagation.MANDATORY)
    void startAgain(String receiver, String feed) {
        jdbc.sql("update feed_receiver set applied_up_to = 0 where receiver = :receiver and feed = :feed")
                .param("receiver", receiver)
                .param("feed", feed)
                .update();
    }

    /** @return false when the receiver says it applied what it was never given */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean applied(String receiver, String feed, long upTo, Instant now) {
        return jdbc.sql("""
                        update feed_receiver set
                            applied_up_to = greatest(applied_up_to, :upTo),
                            applied_at = :now
                        where receiver = :receiver and feed = :feed and pulled_up_to >= :upTo
                        """)
                        .param("receiver", receiver)
                        .param("feed", feed)
                        .param("upTo", upTo)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }
}
