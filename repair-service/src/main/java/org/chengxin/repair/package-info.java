/** The person's side of the platform. */
@NullMarked
package org.chengxin.repair;

import org.jspecify.annotations.NullMarked;
