/** Reconsideration and lawsuit: linked, suspending while they last, their result carried out (rules ). */
@NullMarked
package org.chengxin.repair.challenge;

import org.jspecify.annotations.NullMarked;
