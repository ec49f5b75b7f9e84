/** Queries that are looked at again: a sample, every emergency, and what stands out. */
@NullMarked
package org.chengxin.sharing.reviews;

import org.jspecify.annotations.NullMarked;
