package org.chengxin.repair.cases;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** A record changed for a reason that a case gave: the effect is confirmed (rule R-6). */
@Component
public class RecordFollowed {

    private final Timeline timeline;
    private final Clock clock;

    RecordFollowed(Timeline timeline, Clock clock) {
        this.timeline = timeline;
        this.clock = clock;
    }

    /**
     * Whether a case may be what the record followed.
     *
     * @param cause as record.changed.v1 says it
     */
    public boolean concerns(String cause) {
        return !types(cause).isEmpty();
    }

    /** @param cause as record.changed.v1 says it */
    public void followed(UUID recordId, long version, String cause) {
        var types = types(cause);
        if (!types.isEmpty()) {
            timeline.confirmed(recordId, types, version, clock.instant());
        }
    }

    private static List<String> types(String cause) {
        return switch (cause) {
            case "DISPUTE_OPENED" -> List.of("dispute.opened.v1");
            case "DISPUTE_CLOSED", "DISPUTE_DECIDED" -> List.of("dispute.withdrawn.v1", "dispute.decided.v1");
            case "SUSPENDED" -> List.of("suspension.began.v1");
            case "RESUMED" -> List.of("suspension.ended.v1");
            case "REPAIRED" -> List.of("repair.granted.v1");
            case "REPAIR_UNDONE" -> List.of("repair.undone.v1");
            case "STATEMENT" -> List.of("statement.published.v1", "statement.removed.v1");
            case "DUTY_PERFORMED" -> List.of("duty.performed.v1");
            case "ERASED" -> List.of("erasure.ordered.v1");
            default -> List.of();
        };
    }
}
