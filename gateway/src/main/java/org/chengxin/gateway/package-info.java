/** The one door of the platform. */
@NullMarked
package org.chengxin.gateway;

import org.jspecify.annotations.NullMarked;
