/** How punctual departments are: figures of clocks, never of persons. */
@NullMarked
package org.chengxin.repair.punctuality;

import org.jspecify.annotations.NullMarked;
