/** Which service a resource belongs to, and how a request gets there and back. */
@NullMarked
package org.chengxin.gateway.proxy;

import org.jspecify.annotations.NullMarked;
