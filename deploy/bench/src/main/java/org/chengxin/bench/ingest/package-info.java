/** Events from Kafka to their receipts, and the same work by bare SQL. */
@NullMarked
package org.chengxin.bench.ingest;

import org.jspecify.annotations.NullMarked;
