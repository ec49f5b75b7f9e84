/** What every service's API description has in common. */
@NullMarked
package org.chengxin.chassis.openapi;

import org.jspecify.annotations.NullMarked;
