/** The tools that others use for the same work, run beside the suite. */
@NullMarked
package org.chengxin.bench.peer;

import org.jspecify.annotations.NullMarked;
