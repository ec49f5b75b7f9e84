/** Who a document belongs to; identity-service alone knows. */
@NullMarked
package org.chengxin.sharing.persons;

import org.jspecify.annotations.NullMarked;
