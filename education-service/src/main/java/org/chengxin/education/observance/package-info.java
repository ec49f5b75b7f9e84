/** The days and months of the year on which integrity is talked about. */
@NullMarked
package org.chengxin.education.observance;

import org.jspecify.annotations.NullMarked;
