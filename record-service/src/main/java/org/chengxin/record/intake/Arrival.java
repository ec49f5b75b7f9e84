package org.chengxin.record.intake;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.chengxin.record.ledger.Provider;
import org.chengxin.record.ledger.Source;
import org.jspecify.annotations.Nullable;

/** One intake event as it arrived, with what it states; never logged, for it names a person. */
final class Arrival {

    private final Provider provider;
    private final String eventId;
    private final String type;
    private final @Nullable String key;
    private final Supplier<byte[]> content;
    private final Statement statement;
    private final Instant receivedAt;

    /**
     * @param eventId unique with its provider; the place in the topic when the event does not tell
     * @param content the data, as they would have to be read again
     */
    Arrival(
            Provider provider,
            String eventId,
            String type,
            @Nullable String key,
            Supplier<byte[]> content,
            Statement statement,
            Instant receivedAt) {
        this.provider = provider;
        this.eventId = eventId;
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

    String type() {
        return type;
    }

    @Nullable
    String key() {
        return key;
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

    /** By which the same event is known when it comes again. */
    String inboxKey() {
        return provider.code() + " " + eventId;
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
        return new Arrival(provider, eventId, type, key, content, other, receivedAt);
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
