/** Two subjects that are one person: merged by two reviewers, and unmerged exactly. */
@NullMarked
package org.chengxin.identity.merge;

import org.jspecify.annotations.NullMarked;
