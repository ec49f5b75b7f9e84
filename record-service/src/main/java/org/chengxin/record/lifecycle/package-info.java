/** The dates of a record, its state on a day and the changes of its standing: pure rules. */
@NullMarked
package org.chengxin.record.lifecycle;

import org.jspecify.annotations.NullMarked;
