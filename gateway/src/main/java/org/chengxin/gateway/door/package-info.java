/** Who may come in, and how often. */
@NullMarked
package org.chengxin.gateway.door;

import org.jspecify.annotations.NullMarked;
