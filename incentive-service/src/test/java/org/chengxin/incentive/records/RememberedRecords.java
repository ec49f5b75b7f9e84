package org.chengxin.incentive.records;

import java.util.List;
import org.springframework.stereotype.Component;

/** Lets tests of other capabilities begin with a record that is known. */
@Component
public class RememberedRecords {

    private final KnownRecords records;

    RememberedRecords(KnownRecords records) {
        this.records = records;
    }

    public KnownRecord remember(RecordExample example) {
        var record = example.build();
        records.remember(List.of(record));
        return record;
    }
}
