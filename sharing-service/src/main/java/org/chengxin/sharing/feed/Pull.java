package org.chengxin.sharing.feed;

import java.util.List;

/** What a pull gets. */
sealed interface Pull {

    /** Items in the order of their positions, and the position to go on from. */
    record Pulled(List<FeedItem> items, long nextPosition) implements Pull {}

    /** The receiver has no agreement in force for this feed. */
    record NoAgreement() implements Pull {}

    /** The receiver asks from a position that has not been given out. */
    record FuturePosition(long head) implements Pull {}

    /** The persons' log could not be written: no log, no page. */
    record LogUnavailable() implements Pull {}
}
