/** The one rule that decides what of a record may be shown to somebody else. */
@NullMarked
package org.chengxin.sharing.policy;

import org.jspecify.annotations.NullMarked;
