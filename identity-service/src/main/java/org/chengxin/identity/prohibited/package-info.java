/** What no request may bring, because no part of the platform holds it: fingerprints, faces, beliefs, illnesses. */
@NullMarked
package org.chengxin.identity.prohibited;

import org.jspecify.annotations.NullMarked;
