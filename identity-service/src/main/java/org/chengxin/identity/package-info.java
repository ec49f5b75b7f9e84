/** Who is who: the only holder of identity numbers and names. */
@NullMarked
package org.chengxin.identity;

import org.jspecify.annotations.NullMarked;
