/** Which professions of the founding document's list a person practises, as the regulators say. */
@NullMarked
package org.chengxin.identity.occupation;

import org.jspecify.annotations.NullMarked;
