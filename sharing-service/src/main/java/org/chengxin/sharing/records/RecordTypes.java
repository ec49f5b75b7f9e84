package org.chengxin.sharing.records;

import java.time.LocalDate;
import java.util.Map;

/** What must be known of a record type before its first record is stored. */
public interface RecordTypes {

    /** @param decidedOn the types that have arrived, each with the day of one of its decisions */
    void arrive(Map<String, LocalDate> decidedOn);
}
