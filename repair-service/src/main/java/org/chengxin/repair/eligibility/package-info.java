/** Whether a record can be repaired: from when, what is missing, under which rule. */
@NullMarked
package org.chengxin.repair.eligibility;

import org.jspecify.annotations.NullMarked;
