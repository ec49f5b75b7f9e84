/** What incentive knows of a record, kept current by the events of record-service. */
@NullMarked
package org.chengxin.incentive.records;

import org.jspecify.annotations.NullMarked;
