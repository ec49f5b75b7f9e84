/** More time for a duty: the record is suspended meanwhile. */
@NullMarked
package org.chengxin.repair.duty;

import org.jspecify.annotations.NullMarked;
