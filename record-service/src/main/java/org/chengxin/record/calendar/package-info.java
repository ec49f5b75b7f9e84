/** Working days of the People's Republic of China, weekends swapped by the State Council included (rule T-3). */
@NullMarked
package org.chengxin.record.calendar;

import org.jspecify.annotations.NullMarked;
