/** Who saw what of whom, when and why; the person reads it. */
@NullMarked
package org.chengxin.sharing.access;

import org.jspecify.annotations.NullMarked;
