/** A Merkle log of the access entries: whoever has a checkpoint notices when an entry is taken away or changed. */
@NullMarked
package org.chengxin.sharing.ledger;

import org.jspecify.annotations.NullMarked;
