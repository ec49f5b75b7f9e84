/** What follows from a record, good or bad, by law only. */
@NullMarked
package org.chengxin.incentive;

import org.jspecify.annotations.NullMarked;
