/** Whether a person is entitled to an incentive in a matter: yes or no with the reason, without the file. */
@NullMarked
package org.chengxin.incentive.entitlement;

import org.jspecify.annotations.NullMarked;
