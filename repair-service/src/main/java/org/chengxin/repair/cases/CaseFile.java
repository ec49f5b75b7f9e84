package org.chengxin.repair.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A case.
 *
 * @param targetId what it is about: a record, a measure, an access entry or another case
 * @param recordId the record that it touches; null when it touches none
 * @param recordVersion the version that the person saw; later ones do not change what they said
 * @param recordRevision the source's own count at that time
 * @param department who has to answer
 * @param matterKey tells two cases of one kind about one thing apart
 * @param explanation the person's own words
 * @param originId the case whose answer is looked at again or challenged
 * @param proposedBy who proposed the erasure or the undoing; somebody else decides on it
 * @param suspends whether the record is suspended because of this case
 * @param dueOn last day of the clock that runs, or ran last; null for what never had one
 * @param version grows by one with each step
 */
public record CaseFile(
        UUID id,
        CaseKind kind,
        CaseState state,
        UUID subjectId,
        UUID targetId,
        @Nullable UUID recordId,
        long recordVersion,
        int recordRevision,
        @Nullable String recordType,
        String department,
        Matter matter,
        String matterKey,
        String explanation,
        @Nullable UUID originId,
        Instant openedAt,
        String openedBy,
        @Nullable String proposedBy,
        @Nullable Instant informationRequestedAt,
        boolean extended,
        boolean reviewed,
        boolean suspends,
        @Nullable LocalDate dueOn,
        @Nullable Instant closedAt,
        long version) {

    public boolean isOpen() {
        return closedAt == null;
    }

    public Draft draft() {
        return new Draft(this);
    }

    /** The next version of a case while it is being written. */
    public static final class Draft {

        private final CaseFile before;
        private CaseState state;
        private String department;
        private @Nullable String proposedBy;
        private @Nullable Instant informationRequestedAt;
        private boolean extended;
        private boolean reviewed;
        private boolean suspends;
        private @Nullable LocalDate dueOn;
        private @Nullable Instant closedAt;

        private Draft(CaseFile before) {
            this.before = before;
            state = before.state;
            department = before.department;
            proposedBy = before.proposedBy;
            informationRequestedAt = before.informationRequestedAt;
            extended = before.extended;
            reviewed = before.reviewed;
            suspends = before.suspends;
            dueOn = before.dueOn;
            closedAt = before.closedAt;
        }

        public Draft state(CaseState value) {
            state = value;
            return this;
        }

        public Draft department(String code) {
            department = code;
            return this;
        }

        public Draft proposedBy(@Nullable String name) {
            proposedBy = name;
            return this;
        }

        public Draft informationRequested(Instant at) {
            informationRequestedAt = at;
            return this;
        }

        public Draft extended() {
            extended = true;
            return this;
        }

        public Draft reviewed() {
            reviewed = true;
            return this;
        }

        public Draft suspends(boolean value) {
            suspends = value;
            return this;
        }

        public Draft dueOn(@Nullable LocalDate day) {
            dueOn = day;
            return this;
        }

        public Draft closedAt(@Nullable Instant at) {
            closedAt = at;
            return this;
        }

        public CaseFile next() {
            return new CaseFile(
                    before.id,
                    before.kind,
                    state,
                    before.subjectId,
                    before.targetId,
                    before.recordId,
                    before.recordVersion,
                    before.recordRevision,
                    before.recordType,
                    department,
                    before.matter,
                    before.matterKey,
                    before.explanation,
                    before.originId,
                    before.openedAt,
                    before.openedBy,
                    proposedBy,
                    informationRequestedAt,
                    extended,
                    reviewed,
                    suspends,
                    dueOn,
                    closedAt,
                    before.version + 1);
        }
    }
}
