package org.chengxin.sharing.query;

import org.chengxin.sharing.agreements.Purpose;
import org.chengxin.sharing.persons.NamedDocument;

/**
 * One person, one purpose, one matter.
 *
 * @param organisation the client that asks
 * @param needsConsent whether the client is a private body, which may ask only with the person's consent
 */
record Question(
        String organisation, boolean needsConsent, NamedDocument person, Purpose purpose, String matterNumber) {}
