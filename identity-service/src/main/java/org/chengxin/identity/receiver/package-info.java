/** Pseudonyms of persons, another one for each receiver. */
@NullMarked
package org.chengxin.identity.receiver;

import org.jspecify.annotations.NullMarked;
