/** Synthetic persons and record events, and their way through the real intake. */
@NullMarked
package org.chengxin.local.demo;

import org.jspecify.annotations.NullMarked;
