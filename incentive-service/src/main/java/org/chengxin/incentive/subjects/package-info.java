/** Merges, reversals and deaths of persons, as identity-service announces them. */
@NullMarked
package org.chengxin.incentive.subjects;

import org.jspecify.annotations.NullMarked;
