/** Checks a ledger of hashes, its history and its rows, with nothing but the Java that everybody has. */
@NullMarked
package org.chengxin.verifier;

import org.jspecify.annotations.NullMarked;
