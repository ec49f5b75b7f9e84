/** Who answers for which organisation, in which role, from when to when. */
@NullMarked
package org.chengxin.identity.organisation;

import org.jspecify.annotations.NullMarked;
