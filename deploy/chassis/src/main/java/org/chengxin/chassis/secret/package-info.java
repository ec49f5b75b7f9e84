/** Secrets of the local mode stay in the local mode. */
@NullMarked
package org.chengxin.chassis.secret;

import org.jspecify.annotations.NullMarked;
