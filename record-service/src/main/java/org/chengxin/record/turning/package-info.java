/** What has to be done because time has passed: announce it, and erase what is over. */
@NullMarked
package org.chengxin.record.turning;

import org.jspecify.annotations.NullMarked;
