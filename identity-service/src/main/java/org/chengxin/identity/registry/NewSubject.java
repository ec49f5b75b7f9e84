package org.chengxin.identity.registry;

import org.chengxin.identity.document.IdentityDocument;
import org.chengxin.identity.vault.LookupHash;

/** A person who is about to be registered with their first document. */
public record NewSubject(LookupHash hash, IdentityDocument document, PersonName name, Verification verification) {}
