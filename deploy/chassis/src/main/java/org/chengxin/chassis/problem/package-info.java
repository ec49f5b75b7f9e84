/** Refusals and faults as RFC 9457 problems, the same everywhere. */
@NullMarked
package org.chengxin.chassis.problem;

import org.jspecify.annotations.NullMarked;
