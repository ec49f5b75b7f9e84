package org.chengxin.incentive.entitlement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.chengxin.incentive.measures.Criterion;
import org.chengxin.incentive.records.KnownRecord;
import org.chengxin.incentive.records.Polarity;

/**
 * Whether a person is entitled to an incentive on a day (rules I-1, I-2; open questions 29 to 31).
 *
 * <p>Two separate groups: persons in good standing, and regulated parties with 36 consecutive months without an adverse
 * record that counts. An adverse record counts while it is final, undisputed and in its period, for 36 months from the
 * day of its determination. On the corresponding day 36 months later it no longer counts; where the month has no such
 * day, on the last of the month (rules T-5, T-6).
 *
 * <p>Every refusal and grant carries its reasons and the types of the records that were looked at, which are for the
 * person's access log and not for the asking authority.
 */
sealed interface Entitlement {

    /** Length of the rolling window before the day of the request. Source: seed clause 5.1, "连续3年以上". */
    int ADVERSE_FREE_MONTHS = 36;

    List<Reason> reasons();

    SortedSet<String> lookedAt();

    /** Yes. */
    record Granted(List<Reason> reasons, SortedSet<String> lookedAt) implements Entitlement {

        public Granted {
            reasons = List.copyOf(reasons);
        }
    }

    /** No. */
    record Refused(List<Reason> reasons, SortedSet<String> lookedAt) implements Entitlement {

        public Refused {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * @param criterion one that an authority can check
     * @param records every record of the person, in any state
     * @param regulatedParty whether the asking authority declares that the person is a regulated party in the matter
     */
    static Entitlement of(
            Criterion criterion, Collection<KnownRecord> records, boolean regulatedParty, LocalDate today) {
        return switch (criterion) {
            case GOOD_STANDING -> goodStanding(records, today);
            case GOOD_STANDING_OR_ADVERSE_FREE ->
                switch (goodStanding(records, today)) {
                    case Granted granted -> granted;
                    case Refused refused -> orAdverseFree(refused, records, regulatedParty, today);
                };
            case PROOF_BY_PERSON, CONSENT_OF_PERSON ->
                throw new IllegalArgumentException(criterion + " is for the person alone to show");
        };
    }

    /** Who has died is entitled to nothing, and nothing of their file is looked at (rule Q-8; 民法典 Art. 13). */
    static Entitlement ofTheDead() {
        return new Refused(
                List.of(new Reason("Q-8", "The display of this person's records has ended for good.")),
                new TreeSet<>());
    }

    private static Entitlement goodStanding(Collection<KnownRecord> records, LocalDate today) {
        var good = records.stream()
                .filter(record -> record.polarity() == Polarity.POSITIVE)
                .filter(record -> record.isUsableOn(today))
                .toList();
        return good.isEmpty()
                ? new Refused(List.of(new Reason("I-1", "No good-standing record is in force.")), new TreeSet<>())
                : new Granted(List.of(new Reason("I-1", "A good-standing record is in force.")), types(good));
    }

    private static Entitlement orAdverseFree(
            Refused noGoodStanding, Collection<KnownRecord> records, boolean regulatedParty, LocalDate today) {
        var reasons = new ArrayList<>(noGoodStanding.reasons());
        if (!regulatedParty) {
            reasons.add(new Reason(
                    "I-1",
                    "The rule of 36 months is for regulated parties; say regulatedParty if the person is one in this"
                            + " matter."));
            return new Refused(reasons, noGoodStanding.lookedAt());
        }
        var adverse = records.stream()
                .filter(record -> record.polarity() == Polarity.ADVERSE)
                .filter(record -> record.isUsableOn(today))
                .toList();
        var counted = new Reason(
                "I-2", "Records that are repaired, revoked, corrected, expired, disputed or not final do not count.");
        if (adverse.stream().anyMatch(record -> counts(record, today))) {
            reasons.add(new Reason("I-1", "The 36 consecutive months without an adverse record are not complete."));
            reasons.add(counted);
            return new Refused(reasons, types(adverse));
        }
        return new Granted(
                List.of(
                        new Reason(
                                "I-1",
                                "A regulated party, as declared, with 36 consecutive months without an adverse record."),
                        counted),
                types(adverse));
    }

    /** Whether a usable adverse record stands against the rule of 36 months. */
    private static boolean counts(KnownRecord adverse, LocalDate today) {
        return !adverse.disputed()
                && adverse.decidedOn().plusMonths(ADVERSE_FREE_MONTHS).isAfter(today);
    }

    private static SortedSet<String> types(Collection<KnownRecord> records) {
        var types = new TreeSet<String>();
        records.forEach(record -> types.add(record.recordType()));
        return types;
    }
}
