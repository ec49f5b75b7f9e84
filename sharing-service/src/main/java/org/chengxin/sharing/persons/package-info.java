/** Who a document belongs to, and by what a receiver knows a person; identity-service alone knows. */
@NullMarked
package org.chengxin.sharing.persons;

import org.jspecify.annotations.NullMarked;
