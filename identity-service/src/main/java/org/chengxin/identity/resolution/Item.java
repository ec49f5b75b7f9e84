package org.chengxin.identity.resolution;

import org.chengxin.identity.document.IdentityDocument;
import org.chengxin.identity.registry.PersonName;

/** One question of a batch: whose are this document and this name? */
record Item(IdentityDocument document, PersonName name) {}
