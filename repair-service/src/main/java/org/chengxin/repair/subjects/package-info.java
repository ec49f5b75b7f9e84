/** Persons: which subjects are one, who has died, who acts for whom. */
@NullMarked
package org.chengxin.repair.subjects;

import org.jspecify.annotations.NullMarked;
