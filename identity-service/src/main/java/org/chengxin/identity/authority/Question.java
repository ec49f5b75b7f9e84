package org.chengxin.identity.authority;

import org.chengxin.identity.document.IdentityDocument;
import org.chengxin.identity.registry.PersonName;

/** Is this document this person's? Two spellings of a name ask the same. */
public record Question(IdentityDocument document, PersonName name) {

    @Override
    public boolean equals(Object other) {
        return other instanceof Question(var otherDocument, var otherName)
                && document.equals(otherDocument)
                && name.agreesWith(otherName);
    }

    @Override
    public int hashCode() {
        return 31 * document.hashCode() + name.compared().hashCode();
    }
}
