/** What officials and persons work at: the queue, the whole case, the steps, punctuality. */
@NullMarked
package org.chengxin.repair.desk;

import org.jspecify.annotations.NullMarked;
