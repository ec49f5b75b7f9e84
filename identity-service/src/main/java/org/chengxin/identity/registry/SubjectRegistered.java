package org.chengxin.identity.registry;

import java.time.Instant;
import java.util.UUID;

/** Announcement {@code subject.registered.v1}: the platform knows a person it did not know before. */
record SubjectRegistered(UUID subjectId, Instant registeredAt) {

    static final String TOPIC = "subject-changes";
    static final String TYPE = "subject.registered.v1";
}
