/** What the service does by itself, one instance at a time. */
@NullMarked
package org.chengxin.repair.work;

import org.jspecify.annotations.NullMarked;
