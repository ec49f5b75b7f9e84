/** Events out by transactional outbox, in by inbox, as CloudEvents. */
@NullMarked
package org.chengxin.chassis.events;

import org.jspecify.annotations.NullMarked;
