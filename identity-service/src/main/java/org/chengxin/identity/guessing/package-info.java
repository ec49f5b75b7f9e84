/** Clients that ask about persons at random: told from those that err by how often they miss. */
@NullMarked
package org.chengxin.identity.guessing;

import org.jspecify.annotations.NullMarked;
