package org.chengxin.identity.registry;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.chengxin.identity.document.IdentityDocument;
import org.jspecify.annotations.Nullable;

/** A person with all their documents, their own before those of merged subjects, the oldest first. */
public record SubjectProfile(
        Subject subject, Instant registeredAt, @Nullable LocalDate diedOn, List<IdentityDocument> documents) {}
