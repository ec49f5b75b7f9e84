/** Who may get which records and fields, for which purpose, on which legal basis, until when. */
@NullMarked
package org.chengxin.sharing.agreements;

import org.jspecify.annotations.NullMarked;
