package org.chengxin.repair.eligibility;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import org.chengxin.repair.records.KnownRecord;
import org.chengxin.repair.records.Polarity;
import org.chengxin.repair.records.RecordState;
import org.chengxin.repair.records.Severity;

/**
 * Whether a record may enter credit repair on a given day (rules, P-2, P-5).
 *
 * <p>Calendar days, no time of day. The minimum period opens on {@code minDisplayUntil} itself: decided on 15 January
 * with three months, it opens on 15 April. A minor record has no minimum period: it opens when its duty is performed.
 */
public sealed interface Eligibility {

    /** The person may apply today. */
    record Eligible(LocalDate since) implements Eligibility {}

    /**
     * The person may apply later, or once something is done.
     *
     * @param opensOn the day on which the minimum period ends, which may be past
     * @param missing what is not there yet; never empty
     */
    record NotYet(LocalDate opensOn, Set<Missing> missing) implements Eligibility {

        public NotYet {
            missing = Set.copyOf(missing);
        }
    }

    /** There is nothing to apply for, now or later. */
    record Never(Bar bar) implements Eligibility {}

    /** What may still be missing. */
    enum Missing {
        MINIMUM_PERIOD,
        DUTY_PERFORMED
    }

    /** Why there is nothing to apply for. */
    enum Bar {
        /** The record does not speak against the person. */
        NOT_ADVERSE,
        /** Its display is over (rule P-7). */
        EXPIRED,
        /** It has been repaired (rule R-6). */
        REPAIRED,
        /** Its source took it back, or the person declined it (rule P-9). */
        WITHDRAWN,
        /** A law, regulation or central document excludes it, as its catalogue entry cites (rule R-1). */
        EXCLUDED_BY_LAW
    }

    static Eligibility of(KnownRecord record, LocalDate today) {
        if (record.polarity() != Polarity.ADVERSE) {
            return new Never(Bar.NOT_ADVERSE);
        }
        return switch (record.stateOn(today)) {
            case EXPIRED -> new Never(Bar.EXPIRED);
            case REPAIRED -> new Never(Bar.REPAIRED);
            case WITHDRAWN -> new Never(Bar.WITHDRAWN);
            case ANNOUNCED, EFFECTIVE, FINAL, SUSPENDED -> ofLive(record, today);
        };
    }

    private static Eligibility ofLive(KnownRecord record, LocalDate today) {
        if (!record.repairable()) {
            return new Never(Bar.EXCLUDED_BY_LAW);
        }
        var opensOn = opensOn(record);
        var missing = EnumSet.noneOf(Missing.class);
        if (today.isBefore(opensOn)) {
            missing.add(Missing.MINIMUM_PERIOD);
        }
        if (!record.dutyPerformed()) {
            missing.add(Missing.DUTY_PERFORMED);
        }
        return missing.isEmpty() ? new Eligible(opensOn) : new NotYet(opensOn, missing);
    }

    /** The day on which the minimum period ends; a minor record has none (rule P-2). */
    private static LocalDate opensOn(KnownRecord record) {
        return record.severity() == Severity.MINOR ? record.decidedOn() : record.minDisplayUntil();
    }

    /**
     * The methods open to the person for this record today. A right to have an error corrected is no repair: it needs
     * no period, no pledge, and exists for every record that is still shown (rules D-1, R-9).
     */
    static Set<RepairMethod> methods(KnownRecord record, LocalDate today) {
        var methods = EnumSet.noneOf(RepairMethod.class);
        var state = record.stateOn(today);
        if (state.isLive() || state == RecordState.REPAIRED) {
            methods.add(RepairMethod.ERROR_CORRECTION);
        }
        if (!state.isLive()) {
            return methods;
        }
        methods.add(RepairMethod.REVOCATION);
        methods.add(RepairMethod.PERSONAL_STATEMENT);
        if (record.polarity() != Polarity.ADVERSE) {
            return methods;
        }
        if (!record.dutyPerformed()) {
            methods.add(RepairMethod.LATE_PERFORMANCE);
            methods.add(RepairMethod.EXTENSION);
        }
        if (record.repairable()) {
            methods.add(RepairMethod.ON_TIME_PERFORMANCE);
            methods.add(RepairMethod.VOLUNTEER_SERVICE);
            methods.add(RepairMethod.CHARITABLE_DONATION);
            methods.add(RepairMethod.CREDIT_PLEDGE);
        }
        return methods;
    }
}
