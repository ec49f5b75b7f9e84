/** What receivers of copies must learn, in order and without a gap. */
@NullMarked
package org.chengxin.sharing.feed;

import org.jspecify.annotations.NullMarked;
