package org.chengxin.record.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import java.util.UUID;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.record.ledger.Provider;
import org.jspecify.annotations.Nullable;

/**
 * The one answer to an intake event: {@code intake.accepted.v1}, {@code intake.duplicate.v1},
 * {@code intake.superseded.v1} or {@code intake.rejected.v1}.
 *
 * <p>Contract: {@code deploy/contracts/events/record-service/intake.*.v1.schema.json}.
 *
 * @param sourceRecordId absent when it could not be read
 * @param revision absent when it could not be read
 * @param problem what REST would have answered
 */
record Receipt(
        String eventId,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String sourceRecordId,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Integer revision,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID recordId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Problem problem) {

    private static final String TOPIC = "receipts.";

    /** Only that department may read the topic. */
    static String topic(Provider provider) {
        return TOPIC + provider.department().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String type(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted _ -> "intake.accepted.v1";
            case Outcome.Duplicate _ -> "intake.duplicate.v1";
            case Outcome.Superseded _ -> "intake.superseded.v1";
            case Outcome.Rejected _ -> "intake.rejected.v1";
            case Outcome.Waiting _ -> throw new IllegalArgumentException("what waits gets no receipt");
        };
    }

    static Receipt of(String eventId, @Nullable String sourceRecordId, @Nullable Integer revision, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted -> new Receipt(eventId, sourceRecordId, revision, accepted.recordId(), null);
            case Outcome.Duplicate(var recordId) -> new Receipt(eventId, sourceRecordId, revision, recordId, null);
            case Outcome.Superseded(var recordId) -> new Receipt(eventId, sourceRecordId, revision, recordId, null);
            case Outcome.Rejected(var problem) -> new Receipt(eventId, sourceRecordId, revision, null, problem);
            case Outcome.Waiting _ -> throw new IllegalArgumentException("what waits gets no receipt");
        };
    }
}
