/** Real-name registration of a person by a department or a prefecture. */
@NullMarked
package org.chengxin.identity.registration;

import org.jspecify.annotations.NullMarked;
