/** Leaks at receivers, and who must know of them (B-1). */
@NullMarked
package org.chengxin.sharing.incidents;

import org.jspecify.annotations.NullMarked;
