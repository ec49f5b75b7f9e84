/** What the catalogue of record types says about sharing; record-service keeps it. */
@NullMarked
package org.chengxin.sharing.catalogue;

import org.jspecify.annotations.NullMarked;
