/** The law moves: catalogue and periods change by four eyes, and the days of records with them. */
@NullMarked
package org.chengxin.record.lawchange;

import org.jspecify.annotations.NullMarked;
