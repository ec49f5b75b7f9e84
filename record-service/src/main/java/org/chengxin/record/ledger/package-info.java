/** The records themselves, every version of them, and what the others are told about each change. */
@NullMarked
package org.chengxin.record.ledger;

import org.jspecify.annotations.NullMarked;
