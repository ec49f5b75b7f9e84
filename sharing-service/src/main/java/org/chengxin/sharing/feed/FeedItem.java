package org.chengxin.sharing.feed;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.chengxin.sharing.policy.Governed.Flags;
import org.chengxin.sharing.policy.RecordState;

/** One line of a feed, complete in itself. */
public sealed interface FeedItem {

    /** The record may be shown and used as it stands here. */
    @JsonPropertyOrder({"position", "recordId", "version", "op"})
    record Upsert(
            long position,
            UUID recordId,
            long version,
            Op op,
            Subject subject,
            String recordType,
            RecordState state,
            Flags flags,
            LocalDate decidedOn,
            LocalDate displayUntil,
            Map<String, Object> fields)
            implements FeedItem {}

    /** Stop display, sharing, use and measures at once (R-6, P-7, P-9). */
    @JsonPropertyOrder({"position", "recordId", "version", "op"})
    record StopUse(long position, UUID recordId, long version, Op op, StopReason reason) implements FeedItem {}

    /** What the receiver is asked to do. */
    enum Op {
        UPSERT,
        STOP_USE
    }

    /** How the person is named to this receiver. */
    sealed interface Subject {}

    /** By identity document, where the agreement grants it. */
    record ByDocument(String documentType, String documentNumber, String name) implements Subject {

        /** Without content, so that no log line can carry it. */
        @Override
        public String toString() {
            return "ByDocument[…]";
        }
    }

    /** By the receiver's token: a pseudonym that only this receiver gets. */
    record ByToken(String token) implements Subject {}
}
