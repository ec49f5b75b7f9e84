/** The one clock. */
@NullMarked
package org.chengxin.chassis.time;

import org.jspecify.annotations.NullMarked;
