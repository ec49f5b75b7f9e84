package org.chengxin.record.intake;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.chengxin.record.catalog.RecordType;
import org.chengxin.record.lifecycle.RecordDates;
import org.jspecify.annotations.Nullable;

/** What passed every rule that does not need the person: complete, typed, with its dates counted. */
record Submission(
        String sourceRecordId,
        int revision,
        RecordType type,
        Person person,
        String division,
        LocalDate occurredOn,
        String decisionNumber,
        @Nullable LocalDate noticeServedOn,
        Finality.@Nullable Basis finalBasis,
        List<String> legalBasis,
        RecordDates dates,
        Map<String, Object> facts) {}
