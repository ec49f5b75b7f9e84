/** Keyset pages with signed cursors. */
@NullMarked
package org.chengxin.chassis.page;

import org.jspecify.annotations.NullMarked;
