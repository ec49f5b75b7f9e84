package org.chengxin.record.lifecycle;

import java.util.Map;
import java.util.Set;

/**
 * What has been decided about a record, apart from the passage of time.
 *
 * <p>The whole table on one screen; staying as it is is always allowed, because an order may come twice:
 *
 * <pre>
 *   from \ to   IN_FORCE        SUSPENDED   REPAIRED   WITHDRAWN   DECLINED
 *   IN_FORCE    –               yes         yes        yes         yes
 *   SUSPENDED   yes             –           yes        yes         yes
 *   REPAIRED    no              no          –          yes         no
 *   WITHDRAWN   higher revision no          no         –           no
 *   DECLINED    no              no          no         yes         –
 * </pre>
 *
 * <p>A repaired record never comes back into use, not even by an amendment, and a positive record that the
 * person declined stays declined. A withdrawn one returns only when the source sends a higher revision after
 * the withdrawal: otherwise the end would depend on the order in which the two revisions arrived.
 */
public enum Standing {
    IN_FORCE,
    SUSPENDED,
    REPAIRED,
    WITHDRAWN,
    DECLINED;

    private static final Map<Standing, Set<Standing>> TABLE = Map.of(
            IN_FORCE, Set.of(SUSPENDED, REPAIRED, WITHDRAWN, DECLINED),
            SUSPENDED, Set.of(IN_FORCE, REPAIRED, WITHDRAWN, DECLINED),
            REPAIRED, Set.of(WITHDRAWN),
            WITHDRAWN, Set.of(IN_FORCE),
            DECLINED, Set.of(WITHDRAWN));

    public boolean mayBecome(Standing next) {
        return next == this || TABLE.getOrDefault(this, Set.of()).contains(next);
    }

    /** @throws ForbiddenChange when the table does not allow it: refused aloud, never ignored */
    public Standing become(Standing next) {
        if (!mayBecome(next)) {
            throw new ForbiddenChange(this, next);
        }
        return next;
    }

    /** A change of standing that the table does not know. */
    public static final class ForbiddenChange extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        private final Standing from;
        private final Standing to;

        ForbiddenChange(Standing from, Standing to) {
            super("a record that is " + from + " cannot become " + to);
            this.from = from;
            this.to = to;
        }

        public Standing from() {
            return from;
        }

        public Standing to() {
            return to;
        }
    }
}
