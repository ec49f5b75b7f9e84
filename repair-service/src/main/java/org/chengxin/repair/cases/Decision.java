package org.chengxin.repair.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was decided, by whom, why and on which basis.
 *
 * @param basis the law and article it rests on
 * @param refersTo an earlier case that already answered the same (rule D-9)
 * @param text the decision as the person gets it in writing
 */
public record Decision(
        Outcome outcome,
        String party,
        String reason,
        String basis,
        @Nullable UUID refersTo,
        Instant decidedAt,
        String text) {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    public LocalDate decidedOn() {
        return decidedAt.atZone(ZONE).toLocalDate();
    }
}
