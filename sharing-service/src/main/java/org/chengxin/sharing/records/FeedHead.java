package org.chengxin.sharing.records;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Table feed_head, which gives each change its place. */
@Repository
public class FeedHead {

    private final JdbcClient jdbc;

    FeedHead(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The last position given out; everything up to it is visible. */
    long position() {
        return jdbc.sql("select position from feed_head").query(Long.class).single();
    }

    /** Held until the commit: one writer at a time, so a reader never sees a position before a lower one. */
    @Transactional(propagation = Propagation.MANDATORY)
    public long locked() {
        return jdbc.sql("select position from feed_head for update")
                .query(Long.class)
                .single();
    }

    /** The next position, given out to one change. */
    @Transactional(propagation = Propagation.MANDATORY)
    public long next() {
        return jdbc.sql("update feed_head set position = position + 1 returning position")
                .query(Long.class)
                .single();
    }
}
