/** What an operation costs when the books have grown. */
@NullMarked
package org.chengxin.bench.growth;

import org.jspecify.annotations.NullMarked;
