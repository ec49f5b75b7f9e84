package org.chengxin.record.lifecycle;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was decided or happened about a record beside the content that its source states. Each mark is kept
 * for itself; what they mean together is computed, so that their order of arrival does not matter.
 *
 * @param withdrawn the source's last word is that the decision was revoked
 * @param erased a decision says that the record has to go; for good
 * @param declined the person declined the positive record; for good
 * @param repaired a repair was granted and not undone
 * @param suspended at least one suspension lasts
 * @param disputed at least one dispute is open
 * @param dutyPerformed a case found that the duty is performed
 * @param statement the person's own words, shown with the record
 * @param noticeFailed the person could not be told: nothing adverse takes effect (N-4)
 * @param answerUntil last day to answer when the person was told later than the source said; absent otherwise
 * @param endsBy display ends on this day at the latest, whatever the periods say; absent otherwise
 */
public record Marks(
        boolean withdrawn,
        boolean erased,
        boolean declined,
        boolean repaired,
        boolean suspended,
        boolean disputed,
        boolean dutyPerformed,
        @Nullable String statement,
        boolean noticeFailed,
        @Nullable LocalDate answerUntil,
        @Nullable LocalDate endsBy) {

    public static final Marks NONE =
            new Marks(false, false, false, false, false, false, false, null, false, null, null);

    public Standing standing() {
        if (withdrawn || erased) {
            return Standing.WITHDRAWN;
        }
        if (declined) {
            return Standing.DECLINED;
        }
        if (repaired) {
            return Standing.REPAIRED;
        }
        return suspended ? Standing.SUSPENDED : Standing.IN_FORCE;
    }

    /** Whether nothing that the source sends can bring it back. */
    public boolean isClosed() {
        return erased || declined;
    }

    public Marks withdrawn(boolean now) {
        return new Marks(
                now,
                erased,
                declined,
                repaired,
                suspended,
                disputed,
                dutyPerformed,
                statement,
                noticeFailed,
                answerUntil,
                endsBy);
    }

    public Marks declinedForGood() {
        return new Marks(
                withdrawn,
                erased,
                true,
                repaired,
                suspended,
                disputed,
                dutyPerformed,
                statement,
                noticeFailed,
                answerUntil,
                endsBy);
    }

    /** What the cases say, all together. */
    public Marks fromCases(
            boolean nowErased,
            boolean nowRepaired,
            boolean nowSuspended,
            boolean nowDisputed,
            boolean nowPerformed,
            @Nullable String nowStated) {
        return new Marks(
                withdrawn,
                nowErased,
                declined,
                nowRepaired,
                nowSuspended,
                nowDisputed,
                nowPerformed,
                nowStated,
                noticeFailed,
                answerUntil,
                endsBy);
    }

    /** @param until last day to answer, counted from when the person was told; absent when the source's own day stands */
    public Marks told(boolean failed, @Nullable LocalDate until) {
        return new Marks(
                withdrawn,
                erased,
                declined,
                repaired,
                suspended,
                disputed,
                dutyPerformed,
                statement,
                failed,
                until,
                endsBy);
    }

    public Marks endingBy(LocalDate day) {
        return new Marks(
                withdrawn,
                erased,
                declined,
                repaired,
                suspended,
                disputed,
                dutyPerformed,
                statement,
                noticeFailed,
                answerUntil,
                endsBy != null && endsBy.isBefore(day) ? endsBy : day);
    }
}
