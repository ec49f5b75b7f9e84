package org.chengxin.sharing.consents;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.chengxin.sharing.agreements.Agreement.Grant;
import org.chengxin.sharing.agreements.Purpose;
import org.jspecify.annotations.Nullable;

/**
 * What one person allows one receiver to see for one purpose (Q-3, C-2).
 *
 * @param until the first day on which it no longer holds
 * @param codeExpiresAt until when its one-time code may be handed over; null when it needs none
 */
public record Consent(
        UUID consentId,
        UUID subjectId,
        String receiver,
        Purpose purpose,
        List<Grant> grants,
        Uses uses,
        Form form,
        Instant grantedAt,
        LocalDate until,
        @Nullable Instant codeExpiresAt,
        @Nullable Instant usedAt,
        @Nullable Instant withdrawnAt) {

    /** How often it may be used. */
    public enum Uses {
        ONCE,
        MANY
    }

    /** How it was given; credit bureaus need it in writing (征信业管理条例 Art. 18). */
    public enum Form {
        ELECTRONIC,
        WRITTEN
    }

    /** Where it stands. */
    public enum Status {
        IN_FORCE,
        /** Opens a query only together with its code. */
        WAITING_FOR_CODE,
        USED,
        OVER,
        WITHDRAWN
    }

    public Status statusAt(Instant now, LocalDate today) {
        if (withdrawnAt != null) {
            return Status.WITHDRAWN;
        }
        if (uses == Uses.ONCE && usedAt != null) {
            return Status.USED;
        }
        if (!until.isAfter(today)) {
            return Status.OVER;
        }
        if (codeExpiresAt == null) {
            return Status.IN_FORCE;
        }
        return codeExpiresAt.isAfter(now) ? Status.WAITING_FOR_CODE : Status.OVER;
    }
}
