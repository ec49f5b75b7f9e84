/** The announcement that somebody saw personal data of somebody. */
@NullMarked
package org.chengxin.identity.access;

import org.jspecify.annotations.NullMarked;
