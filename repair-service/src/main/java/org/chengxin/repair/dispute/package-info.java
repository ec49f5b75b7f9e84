/** A person says that a record is wrong, and the source answers by a legal clock. */
@NullMarked
package org.chengxin.repair.dispute;

import org.jspecify.annotations.NullMarked;
