/** Working days: which days count where the law counts in them. */
@NullMarked
package org.chengxin.repair.calendar;

import org.jspecify.annotations.NullMarked;
