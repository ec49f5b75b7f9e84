/** What a client is told when the gateway itself refuses or fails. */
@NullMarked
package org.chengxin.gateway.problem;

import org.jspecify.annotations.NullMarked;
