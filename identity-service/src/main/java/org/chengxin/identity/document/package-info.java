/** What an identity document is, and when its number is well formed. */
@NullMarked
package org.chengxin.identity.document;

import org.jspecify.annotations.NullMarked;
