/** What is known: the catalogue of record types, the intake of records, their life cycle and history. */
@NullMarked
package org.chengxin.record;

import org.jspecify.annotations.NullMarked;
