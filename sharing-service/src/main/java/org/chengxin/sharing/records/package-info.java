/** The read model of records, built from what record-service announces. */
@NullMarked
package org.chengxin.sharing.records;

import org.jspecify.annotations.NullMarked;
