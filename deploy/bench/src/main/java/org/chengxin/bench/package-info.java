/** The benchmark: starts a suite of its own, measures it and writes a table. */
@NullMarked
package org.chengxin.bench;

import org.jspecify.annotations.NullMarked;
