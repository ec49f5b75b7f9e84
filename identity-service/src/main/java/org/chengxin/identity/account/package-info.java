/** Accounts with which persons sign in: opened after verification, closed on death or wish. */
@NullMarked
package org.chengxin.identity.account;

import org.jspecify.annotations.NullMarked;
