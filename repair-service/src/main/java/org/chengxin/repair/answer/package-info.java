/** The person's statement and defence against the notice of an adverse record (rule N-2). */
@NullMarked
package org.chengxin.repair.answer;

import org.jspecify.annotations.NullMarked;
