/** Whoever was given a record learns of its changes and its end, and confirms it (D-8, R-6). */
@NullMarked
package org.chengxin.sharing.corrections;

import org.jspecify.annotations.NullMarked;
