/** The ledger of hashes: that nothing was changed, removed or reordered behind anybody's back. */
@NullMarked
package org.chengxin.record.proof;

import org.jspecify.annotations.NullMarked;
