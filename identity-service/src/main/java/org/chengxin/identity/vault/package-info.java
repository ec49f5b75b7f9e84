/** Identity numbers and names at rest: encrypted, and found again without being read. */
@NullMarked
package org.chengxin.identity.vault;

import org.jspecify.annotations.NullMarked;
