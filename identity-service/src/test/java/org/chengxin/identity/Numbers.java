package org.chengxin.identity;

import java.util.concurrent.atomic.AtomicInteger;

/** Valid resident numbers that were never given to anybody, each new to the test run (division 530199 does not exist). */
public final class Numbers {

    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

    private Numbers() {}

    /** A number of a person born on 1990-01-01 or a little later. */
    public static String next() {
        var count = NEXT.getAndIncrement();
        return of("1990%02d%02d".formatted(1 + count / 19_800 % 12, 1 + count / 900 % 22), count % 900);
    }

    public static String of(String born, int sequence) {
        var body = "530199" + born + "%03d".formatted(sequence);
        var sum = 0;
        for (var place = 0; place < WEIGHTS.length; place++) {
            sum += (body.charAt(place) - '0') * WEIGHTS[place];
        }
        return body + "10X98765432".charAt(sum % 11);
    }
}
