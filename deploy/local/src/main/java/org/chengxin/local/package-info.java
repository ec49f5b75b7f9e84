/** The one-command suite: finds, starts, watches and stops the parts of Chengxin on one machine. */
@NullMarked
package org.chengxin.local;

import org.jspecify.annotations.NullMarked;
