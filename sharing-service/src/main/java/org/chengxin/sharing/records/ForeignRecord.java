package org.chengxin.sharing.records;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

/** A record that another region holds and has pushed to us; governed by the one policy, passed on by no feed. */
public record ForeignRecord(
        UUID subjectId,
        UUID recordId,
        long version,
        String source,
        String recordType,
        LocalDate decidedOn,
        LocalDate finalOn,
        LocalDate displayUntil,
        String standing,
        boolean disputed,
        Map<String, Object> facts) {}
