/** What others decide about records and persons, and what becomes of the records. */
@NullMarked
package org.chengxin.record.effects;

import org.jspecify.annotations.NullMarked;
