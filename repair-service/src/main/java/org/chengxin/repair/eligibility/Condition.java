package org.chengxin.repair.eligibility;

import java.time.LocalDate;
import java.util.List;
import org.chengxin.repair.eligibility.Eligibility.Eligible;
import org.chengxin.repair.eligibility.Eligibility.Missing;
import org.chengxin.repair.eligibility.Eligibility.Never;
import org.chengxin.repair.eligibility.Eligibility.NotYet;
import org.chengxin.repair.records.KnownRecord;
import org.chengxin.repair.records.Severity;

/**
 * One thing that the law asks before a record is repaired, in words for the person.
 *
 * @param rule id of the rule that asks it
 */
record Condition(String rule, boolean met, String text) {

    /** Everything that is asked, met or not; where nothing can be repaired, why. */
    static List<Condition> of(Eligibility eligibility, KnownRecord record) {
        return switch (eligibility) {
            case Never(var bar) ->
                List.of(
                        switch (bar) {
                            case NOT_ADVERSE ->
                                new Condition(
                                        "R-1", false, "The record does not speak against you: nothing needs repair.");
                            case EXPIRED ->
                                new Condition(
                                        "P-7",
                                        false,
                                        "The record ended by itself on " + record.displayUntil()
                                                + ": it is no longer shown, shared or used.");
                            case REPAIRED -> new Condition("R-6", false, "The record has been repaired already.");
                            case WITHDRAWN ->
                                new Condition(
                                        "P-9", false, "The record was taken back: it is no longer shown or used.");
                            case EXCLUDED_BY_LAW ->
                                new Condition(
                                        "R-1",
                                        false,
                                        "The law that the record type cites excludes it from repair; it ends by itself"
                                                + " on " + record.displayUntil()
                                                + ". You may still dispute it or add your own statement.");
                        });
            case Eligible(var since) -> asked(record, since, true, true);
            case NotYet(var opensOn, var missing) ->
                asked(
                        record,
                        opensOn,
                        !missing.contains(Missing.MINIMUM_PERIOD),
                        !missing.contains(Missing.DUTY_PERFORMED));
        };
    }

    private static List<Condition> asked(KnownRecord record, LocalDate opensOn, boolean periodOver, boolean dutyDone) {
        return List.of(
                new Condition("R-1", true, "No law excludes the record from repair."),
                new Condition("P-5", periodOver, periodText(record, opensOn, periodOver)),
                new Condition(
                        "R-2",
                        dutyDone,
                        dutyDone
                                ? "The source has confirmed that the duty is performed."
                                : "Perform the duty named in the record; the source confirms it, and you need not prove"
                                        + " again what it already holds (R-3)."));
    }

    private static String periodText(KnownRecord record, LocalDate opensOn, boolean over) {
        if (!over) {
            return opensOn.isBefore(record.displayUntil())
                    ? "The minimum period ends on " + opensOn + "; repair opens on that day."
                    : "The record ends by itself on " + record.displayUntil() + ", before its minimum period does.";
        }
        return record.severity() == Severity.MINOR
                ? "A minor record has no minimum period (P-2)."
                : "The minimum period ended on " + opensOn + ".";
    }
}
