/** From documents to subject ids, and for services with a purpose back again. */
@NullMarked
package org.chengxin.identity.resolution;

import org.jspecify.annotations.NullMarked;
