package org.chengxin.sharing.records;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/** What the catalogue says of record types. */
public interface RecordTypes {

    /**
     * Makes sure that it is known before the first record of a type is stored.
     *
     * @param decidedOn the types that have arrived, each with the day of one of its decisions
     */
    void arrive(Map<String, LocalDate> decidedOn);

    /** Types of which the catalogue says that they are shared with nobody. */
    Set<String> closed();
}
