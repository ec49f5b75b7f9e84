package org.chengxin.identity.access;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Announcement {@code subject.accessed.v1}: an organisation saw who a person is.
 *
 * @param recordTypes empty, because this service shows no records
 */
record SubjectAccessed(
        UUID accessId,
        UUID subjectId,
        Instant at,
        String organisation,
        String service,
        String purpose,
        @Nullable String matterNumber,
        @Nullable String legalBasis,
        String outcome,
        List<String> recordTypes) {

    static final String TOPIC = "access-events";
    static final String TYPE = "subject.accessed.v1";
}
