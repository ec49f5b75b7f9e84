/** Who calls: the token checked at every door, its claims as one value. */
@NullMarked
package org.chengxin.chassis.caller;

import org.jspecify.annotations.NullMarked;
