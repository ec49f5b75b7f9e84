package org.chengxin.record.lifecycle;

import java.util.Set;
import org.chengxin.record.catalog.Polarity;

/**
 * Everything that can be decided about a record, and where it leads.
 *
 * <p>The whole table on one screen. A mark that does not show yet is kept and shows later, so that the end does not
 * depend on the order of arrival: that is what (kept) means. Time comes on top, see {@link RecordState}.
 *
 * <pre>
 *   from \ event     IN_FORCE    SUSPENDED   REPAIRED    WITHDRAWN        erased, DECLINED
 *   AMENDED          IN_FORCE    SUSPENDED   REPAIRED    as its marks say refused
 *   WITHDRAWN        WITHDRAWN   WITHDRAWN   WITHDRAWN   WITHDRAWN        WITHDRAWN
 *   SUSPENDED        SUSPENDED   SUSPENDED   REPAIRED*   WITHDRAWN*       stays*         * kept
 *   RESUMED          IN_FORCE    IN_FORCE    REPAIRED*   WITHDRAWN*       stays*
 *   REPAIRED         REPAIRED    REPAIRED    REPAIRED    WITHDRAWN*       stays*         adverse only
 *   REPAIR_UNDONE    IN_FORCE    SUSPENDED   as it was   WITHDRAWN*       stays*         adverse only
 *   ERASED           WITHDRAWN   WITHDRAWN   WITHDRAWN   WITHDRAWN        WITHDRAWN      for good
 *   DECLINED         DECLINED    DECLINED    –           refused          refused        positive only, for good
 *   DISPUTE_OPENED, DISPUTE_CLOSED, STATEMENT, DUTY_PERFORMED: the standing stays (duty: adverse only)
 * </pre>
 *
 * <p>What the table refuses is refused aloud: {@link ForbiddenEvent}.
 */
public enum LifeEvent {
    /** The source sends a higher revision; a withdrawn record returns with it. */
    AMENDED,
    /** The source says that the decision was revoked (P-9). */
    WITHDRAWN,
    DISPUTE_OPENED,
    DISPUTE_CLOSED,
    /** The first of its suspensions began. */
    SUSPENDED,
    /** The last of its suspensions ended. */
    RESUMED,
    /** Repair was granted. */
    REPAIRED,
    /** A repair that was got by a false promise is undone. */
    REPAIR_UNDONE,
    /** The person's own words were published or removed. */
    STATEMENT,
    DUTY_PERFORMED,
    /** A decision says that the record has to go. */
    ERASED,
    /** The person declines a positive record. */
    DECLINED;

    private static final Set<LifeEvent> ADVERSE_ONLY = Set.of(REPAIRED, REPAIR_UNDONE, DUTY_PERFORMED);

    /** Whether the table allows it for a record of this polarity with these marks. */
    public boolean mayHappen(Polarity polarity, Marks marks) {
        if (ADVERSE_ONLY.contains(this) && polarity != Polarity.ADVERSE) {
            return false;
        }
        return switch (this) {
            case AMENDED -> !marks.isClosed();
            case DECLINED ->
                polarity == Polarity.POSITIVE && marks.standing() != Standing.WITHDRAWN && !marks.isClosed();
            default -> true;
        };
    }

    /** @throws ForbiddenEvent when the table does not allow it: refused aloud, never ignored */
    public void requireFor(Polarity polarity, Marks marks) {
        if (!mayHappen(polarity, marks)) {
            throw new ForbiddenEvent(this, polarity, marks.standing());
        }
    }

    /** An event that the table does not know for such a record. */
    public static final class ForbiddenEvent extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        ForbiddenEvent(LifeEvent event, Polarity polarity, Standing standing) {
            super("a record that is %s and %s cannot be %s".formatted(polarity, standing, event));
        }
    }
}
