/** The person's own words, shown with the record wherever it goes (rule R-9). */
@NullMarked
package org.chengxin.repair.statement;

import org.jspecify.annotations.NullMarked;
