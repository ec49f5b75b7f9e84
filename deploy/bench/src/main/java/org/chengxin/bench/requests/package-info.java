/** Questions over HTTP, and the same work by bare SQL. */
@NullMarked
package org.chengxin.bench.requests;

import org.jspecify.annotations.NullMarked;
