/** What has served its purpose is deleted. */
@NullMarked
package org.chengxin.chassis.housekeeping;

import org.jspecify.annotations.NullMarked;
