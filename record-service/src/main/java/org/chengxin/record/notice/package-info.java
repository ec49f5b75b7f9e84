/** What the person is told about their records, how it reached them, and what they answer. */
@NullMarked
package org.chengxin.record.notice;

import org.jspecify.annotations.NullMarked;
