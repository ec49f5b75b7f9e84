/** What a person allows a private body to see: for one purpose, for a time, revocable at once. */
@NullMarked
package org.chengxin.sharing.consents;

import org.jspecify.annotations.NullMarked;
