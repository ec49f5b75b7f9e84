/** A repeated POST answers what it answered the first time. */
@NullMarked
package org.chengxin.chassis.idempotency;

import org.jspecify.annotations.NullMarked;
