package org.chengxin.repair.dispute;

import java.util.UUID;

/** Who looks at cases, and therefore which they can see. */
sealed interface Viewer {

    boolean maySee(Dispute dispute);

    /** The person: their own cases. */
    record Person(UUID subjectId) implements Viewer {

        @Override
        public boolean maySee(Dispute dispute) {
            return dispute.isOf(subjectId);
        }
    }

    /** An officer: the cases that their department has to answer. */
    record Officer(String name, String department) implements Viewer {

        @Override
        public boolean maySee(Dispute dispute) {
            return dispute.department().equals(department);
        }
    }

    /** A reviewer: all cases. */
    record Reviewer(String name) implements Viewer {

        @Override
        public boolean maySee(Dispute dispute) {
            return true;
        }
    }
}
