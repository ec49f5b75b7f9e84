/** Values move to the current keys in the background. */
@NullMarked
package org.chengxin.identity.rotation;

import org.jspecify.annotations.NullMarked;
