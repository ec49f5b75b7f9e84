/** Papers of a case: known by their content, cleaned, encrypted, given out as attachments, erased with the case. */
@NullMarked
package org.chengxin.repair.evidence;

import org.jspecify.annotations.NullMarked;
