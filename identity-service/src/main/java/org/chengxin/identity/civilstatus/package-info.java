/** What changes in the civil status of a person: name, documents, death. */
@NullMarked
package org.chengxin.identity.civilstatus;

import org.jspecify.annotations.NullMarked;
