/** What the person sees about themselves. */
@NullMarked
package org.chengxin.record.report;

import org.jspecify.annotations.NullMarked;
