/** In which fields a person is registered by real name, who checked it, when and how. */
@NullMarked
package org.chengxin.identity.realname;

import org.jspecify.annotations.NullMarked;
