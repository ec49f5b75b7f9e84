/** The persons themselves, their documents and how far each is verified. */
@NullMarked
package org.chengxin.identity.registry;

import org.jspecify.annotations.NullMarked;
