/** The id of each request and the one line that is logged about it. */
@NullMarked
package org.chengxin.gateway.journal;

import org.jspecify.annotations.NullMarked;
