/** Which subjects are one person, and whose display has ended: a small map of what identity-service says. */
@NullMarked
package org.chengxin.record.subject;

import org.jspecify.annotations.NullMarked;
