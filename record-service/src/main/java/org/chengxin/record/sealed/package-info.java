/** What departments send names persons: it is kept encrypted, and known again by a keyed hash. */
@NullMarked
package org.chengxin.record.sealed;

import org.jspecify.annotations.NullMarked;
