package org.chengxin.identity.registry;

import java.time.Instant;
import java.util.List;
import org.chengxin.identity.document.IdentityDocument;

/** A person with all their documents, oldest first. */
public record SubjectProfile(Subject subject, Instant registeredAt, List<IdentityDocument> documents) {}
