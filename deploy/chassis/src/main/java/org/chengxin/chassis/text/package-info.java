/** Text as people see it: what shows nothing is no text, and what looks the same is the same key. */
@NullMarked
package org.chengxin.chassis.text;

import org.jspecify.annotations.NullMarked;
