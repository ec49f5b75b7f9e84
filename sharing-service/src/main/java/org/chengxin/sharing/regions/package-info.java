/** Other regions: what they hold of our people, asked for by reference or pushed to us. */
@NullMarked
package org.chengxin.sharing.regions;

import org.jspecify.annotations.NullMarked;
