/** File and database modes of GB/T 39443 for receivers that do not call the service. */
@NullMarked
package org.chengxin.sharing.exchange;

import org.jspecify.annotations.NullMarked;
