/** Looks that the person sees only later, and under which conditions that is lawful. */
@NullMarked
package org.chengxin.sharing.concealments;

import org.jspecify.annotations.NullMarked;
