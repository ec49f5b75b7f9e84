/** Log lines without personal numbers. */
@NullMarked
package org.chengxin.chassis.log;

import org.jspecify.annotations.NullMarked;
