/** The citizens' integrity code: its editions and which one is in force on a day. */
@NullMarked
package org.chengxin.education.code;

import org.jspecify.annotations.NullMarked;
