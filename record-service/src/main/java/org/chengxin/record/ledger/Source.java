package org.chengxin.record.ledger;

import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a source has told us last about one of its decisions.
 *
 * <p>The highest revision wins, and within one revision the withdrawal, whatever the order of arrival.
 *
 * @param recordId absent when the withdrawal came before the report
 * @param closed nothing of it is taken in again: erased by order, or declined by the person
 */
public record Source(
        Key key, int revision, boolean withdrawn, @Nullable UUID recordId, boolean closed) {

    public Source(Key key, int revision, boolean withdrawn, @Nullable UUID recordId) {
        this(key, revision, withdrawn, recordId, false);
    }

    /** How what arrives stands to what is known. */
    public enum News {
        NEW,
        DUPLICATE,
        SUPERSEDED
    }

    /** @param withdrawal whether it says that the decision was revoked */
    public News compare(int arrivedRevision, boolean withdrawal) {
        if (arrivedRevision == revision && withdrawal == withdrawn) {
            return News.DUPLICATE;
        }
        var higher = arrivedRevision > revision || (arrivedRevision == revision && withdrawal);
        return higher ? News.NEW : News.SUPERSEDED;
    }

    /** A provider's own number of a decision. */
    public record Key(String provider, String sourceRecordId) implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::provider).thenComparing(Key::sourceRecordId);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }
}
