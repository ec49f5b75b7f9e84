package org.chengxin.identity.registry;

import org.chengxin.identity.document.IdentityDocument;

/** A person who is about to be registered with their first document. */
public record NewSubject(IdentityDocument document, PersonName name, Verification verification) {}
