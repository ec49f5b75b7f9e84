/** What is measured with, and how it is told. */
@NullMarked
package org.chengxin.bench.report;

import org.jspecify.annotations.NullMarked;
