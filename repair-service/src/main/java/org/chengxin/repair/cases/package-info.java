/** One model for every kind of case: states, events, clocks, effects, and what is kept of them. */
@NullMarked
package org.chengxin.repair.cases;

import org.jspecify.annotations.NullMarked;
