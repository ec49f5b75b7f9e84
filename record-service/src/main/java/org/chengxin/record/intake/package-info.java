/** Departments and prefectures hand records in: one set of rules for Kafka and REST, one outcome for each event. */
@NullMarked
package org.chengxin.record.intake;

import org.jspecify.annotations.NullMarked;
