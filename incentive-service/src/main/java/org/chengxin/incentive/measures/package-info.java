/** The closed list of what may follow: incentives and sanctions, each with its law. */
@NullMarked
package org.chengxin.incentive.measures;

import org.jspecify.annotations.NullMarked;
