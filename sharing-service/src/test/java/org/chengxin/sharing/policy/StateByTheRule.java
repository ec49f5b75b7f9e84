package org.chengxin.sharing.policy;

import java.time.LocalDate;

/** The rule of states told a second time, in plain Java: what the SQL of the policy is compared with. */
record StateByTheRule(String standing, LocalDate answerUntil, LocalDate finalOn, LocalDate displayUntil) {

    RecordState on(LocalDate today) {
        return switch (standing) {
            case "WITHDRAWN", "DECLINED" -> RecordState.WITHDRAWN;
            case "REPAIRED" -> RecordState.REPAIRED;
            default -> {
                if (!today.isBefore(displayUntil)) {
                    yield RecordState.EXPIRED;
                }
                if (!standing.equals("IN_FORCE")) {
                    yield RecordState.SUSPENDED;
                }
                if (answerUntil != null && !today.isAfter(answerUntil)) {
                    yield RecordState.ANNOUNCED;
                }
                yield finalOn != null && !finalOn.isAfter(today) ? RecordState.FINAL : RecordState.EFFECTIVE;
            }
        };
    }
}
