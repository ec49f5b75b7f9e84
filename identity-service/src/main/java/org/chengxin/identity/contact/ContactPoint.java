package org.chengxin.identity.contact;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An address that a person keeps here.
 *
 * @param verifiedAt when they proved that they read what is sent there; null before, and nothing but a code is sent
 * @param code the one on its way; null when there is none
 */
record ContactPoint(
        UUID id,
        UUID subjectId,
        ContactAddress address,
        @Nullable Instant verifiedAt,
        @Nullable VerificationCode code) {}
