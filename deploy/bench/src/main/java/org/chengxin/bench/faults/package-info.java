/** What becomes of reports and questions while parts of the suite die, stand still or run out of room. */
@NullMarked
package org.chengxin.bench.faults;

import org.jspecify.annotations.NullMarked;
