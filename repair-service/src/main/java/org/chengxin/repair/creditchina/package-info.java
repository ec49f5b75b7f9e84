/** The window to Credit China: its requests come in, our results go out, and where two differ it prevails. */
@NullMarked
package org.chengxin.repair.creditchina;

import org.jspecify.annotations.NullMarked;
