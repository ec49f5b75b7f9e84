package org.chengxin.record.intake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.chengxin.record.ledger.Provider;
import org.chengxin.record.ledger.Source;
import org.jspecify.annotations.Nullable;

/** One intake event as it arrived, with what it states; never logged, for it names a person. */
final class Arrival {

    private final Provider provider;
    private final String eventId;
    private final List<String> fingerprints;
    private final String type;
    private final @Nullable String key;
    private final Supplier<byte[]> content;
    private final Statement statement;
    private final Instant receivedAt;

    /**
     * @param eventId the place in the topic when the event does not tell
     * @param fingerprints under each secret that is held, the current one first
     * @param key of the message, for the receipt of an event that does not even say which decision it is about
     * @param content the data, as they would have to be read again
     */
    Arrival(
            Provider provider,
            String eventId,
            List<String> fingerprints,
            String type,
            @Nullable String key,
            Supplier<byte[]> content,
            Statement statement,
            Instant receivedAt) {
        this.provider = provider;
        this.eventId = eventId;
        this.fingerprints = List.copyOf(fingerprints);
        this.type = type;
        this.key = key;
        this.content = content;
        this.statement = statement;
        this.receivedAt = receivedAt;
    }

    Provider provider() {
        return provider;
    }

    String eventId() {
        return eventId;
    }

    /** By which the same event is known when it comes again. */
    EventKey eventKey() {
        return new EventKey(provider.code(), eventId, fingerprints.getFirst());
    }

    /** The key under each secret that is held: another replica, or this one before, may have had another as the current. */
    List<EventKey> eventKeys() {
        return fingerprints.stream()
                .map(fingerprint -> new EventKey(provider.code(), eventId, fingerprint))
                .toList();
    }

    String type() {
        return type;
    }

    byte[] content() {
        return content.get();
    }

    Statement statement() {
        return statement;
    }

    Instant receivedAt() {
        return receivedAt;
    }

    /** @param lastCall whether it has waited as long as anything may */
    Clerk.Item item(boolean lastCall) {
        return new Clerk.Item(provider, statement, lastCall);
    }

    /** Which decision it is about; empty when it does not even say. */
    Optional<Source.Key> decision() {
        return statement.key(provider);
    }

    /** The same event with another statement. */
    Arrival stating(Statement other) {
        return new Arrival(provider, eventId, fingerprints, type, key, content, other, receivedAt);
    }

    /** Receipts of one decision keep its order: its id, else what the sender gave as key. */
    String receiptKey() {
        var sourceRecordId = statement.sourceRecordId();
        if (sourceRecordId != null) {
            return sourceRecordId;
        }
        return key == null ? eventId : key;
    }

    @Override
    public String toString() {
        return "Arrival[" + provider.code() + " " + eventId + "]";
    }
}
