/** Which kinds of record exist, under which law, and what their facts may hold. */
@NullMarked
package org.chengxin.record.catalog;

import org.jspecify.annotations.NullMarked;
