/** Where persons want to be told that there is something to read, and telling them so: nobody else learns the address. */
@NullMarked
package org.chengxin.identity.contact;

import org.jspecify.annotations.NullMarked;
