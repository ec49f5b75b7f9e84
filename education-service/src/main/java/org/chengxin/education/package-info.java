/** What everyone should know. */
@NullMarked
package org.chengxin.education;

import org.jspecify.annotations.NullMarked;
