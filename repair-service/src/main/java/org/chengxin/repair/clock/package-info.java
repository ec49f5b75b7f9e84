/** Legal clocks: how long each step of a case may take, and what runs when. */
@NullMarked
package org.chengxin.repair.clock;

import org.jspecify.annotations.NullMarked;
