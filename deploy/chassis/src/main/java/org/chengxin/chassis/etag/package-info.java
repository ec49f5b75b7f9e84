/** Optimistic concurrency over HTTP. */
@NullMarked
package org.chengxin.chassis.etag;

import org.jspecify.annotations.NullMarked;
