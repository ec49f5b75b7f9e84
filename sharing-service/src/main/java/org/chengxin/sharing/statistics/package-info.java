/** Figures about sharing for everybody, without persons. */
@NullMarked
package org.chengxin.sharing.statistics;

import org.jspecify.annotations.NullMarked;
