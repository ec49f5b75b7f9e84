/** The small: rules and hashes by themselves, measured by JMH. */
@NullMarked
package org.chengxin.bench.micro;

import org.jspecify.annotations.NullMarked;
