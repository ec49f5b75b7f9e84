package org.chengxin.chassis.page;

import org.jspecify.annotations.Nullable;

/**
 * What page is asked for: {@code ?limit=&cursor=}. A controller method takes it as a parameter.
 *
 * @param limit 1 to 200, 50 unless told
 * @param cursor the {@code nextCursor} of the page before
 */
public record PageRequest(int limit, @Nullable String cursor) {

    public static final int DEFAULT = 50;
    public static final int MOST = 200;

    /** One more than asked for tells whether there is a next page. */
    public int limitPlusOne() {
        return limit + 1;
    }
}
