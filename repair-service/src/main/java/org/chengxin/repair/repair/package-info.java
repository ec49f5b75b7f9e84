/** Credit repair: a person applies, the authority that determined the breach decides (rules ). */
@NullMarked
package org.chengxin.repair.repair;

import org.jspecify.annotations.NullMarked;
