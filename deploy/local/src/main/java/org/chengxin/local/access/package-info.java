/** Who takes part and what they may do: realm, topics and broker rights, generated from the code lists. */
@NullMarked
package org.chengxin.local.access;

import org.jspecify.annotations.NullMarked;
