/** Calls to other services that may be slow, down or lying. */
@NullMarked
package org.chengxin.chassis.peer;

import org.jspecify.annotations.NullMarked;
