/** Signatures under what leaves the platform, so that receivers can show where it came from. */
@NullMarked
package org.chengxin.sharing.signing;

import org.jspecify.annotations.NullMarked;
