/** What the public authority says about a number and a name, now or when it is back. */
@NullMarked
package org.chengxin.identity.authority;

import org.jspecify.annotations.NullMarked;
