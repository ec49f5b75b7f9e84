/** What repair knows of a record, kept current by the events of record-service. */
@NullMarked
package org.chengxin.repair.records;

import org.jspecify.annotations.NullMarked;
