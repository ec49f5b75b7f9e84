/** Who may know, who looked, and the feeds of those who hold copies. */
@NullMarked
package org.chengxin.sharing;

import org.jspecify.annotations.NullMarked;
