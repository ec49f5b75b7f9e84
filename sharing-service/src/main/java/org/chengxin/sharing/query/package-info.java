/** One person, one purpose, one matter: the report that an agreement allows. */
@NullMarked
package org.chengxin.sharing.query;

import org.jspecify.annotations.NullMarked;
