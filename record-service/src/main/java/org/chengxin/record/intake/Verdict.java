package org.chengxin.record.intake;

import java.util.List;
import java.util.Set;
import org.chengxin.record.catalog.FactsDefect;
import org.chengxin.record.catalog.ProhibitedFact;
import org.chengxin.record.catalog.RecordType;
import org.jspecify.annotations.Nullable;

/** What the door says to a draft. */
sealed interface Verdict {

    /** Lawful as far as the data tell; who the person is remains to be asked. */
    record Admissible(Submission submission) implements Verdict {}

    /** Refused, with everything that is wrong at once. */
    record Refused(List<Defect> defects) implements Verdict {}

    /**
     * What the catalogue knows about a draft.
     *
     * @param known whether the type exists on any day
     * @param inForce the type's version on the day of the determination
     * @param current the type's version of today, which says what is over anyway
     * @param factsDefects breaches of the type's schema
     * @param prohibited the first member that no schema may allow
     * @param divisions the province and its prefectures
     */
    record Findings(
            boolean known,
            @Nullable RecordType inForce,
            @Nullable RecordType current,
            List<FactsDefect> factsDefects,
            @Nullable ProhibitedFact prohibited,
            Set<String> divisions) {}
}
