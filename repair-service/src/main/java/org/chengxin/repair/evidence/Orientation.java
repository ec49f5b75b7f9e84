package org.chengxin.repair.evidence;

import java.awt.geom.AffineTransform;

/** How a camera was held (Exif 3.0, tag 0x0112), from the value 1 on. */
enum Orientation {
    UPRIGHT(1, 0, 0, 1),
    MIRRORED(-1, 0, 0, 1),
    HALF_TURNED(-1, 0, 0, -1),
    MIRRORED_HALF_TURNED(1, 0, 0, -1),
    TRANSPOSED(0, 1, 1, 0),
    TURNED_RIGHT(0, 1, -1, 0),
    TRANSVERSED(0, -1, -1, 0),
    TURNED_LEFT(0, -1, 1, 0);

    private final int xOfX;
    private final int yOfX;
    private final int xOfY;
    private final int yOfY;

    Orientation(int xOfX, int yOfX, int xOfY, int yOfY) {
        this.xOfX = xOfX;
        this.yOfX = yOfX;
        this.xOfY = xOfY;
        this.yOfY = yOfY;
    }

    /** What is no value of the tag is upright. */
    static Orientation of(int value) {
        return value >= 1 && value <= values().length ? values()[value - 1] : UPRIGHT;
    }

    /** A picture that was turned: its size, and the matrix by which its pixels are drawn. */
    record Turned(int width, int height, AffineTransform matrix) {}

    Turned of(int width, int height) {
        boolean lies = xOfX == 0;
        // What a turn moves beyond the left and upper edge is moved back into the picture.
        double right = xOfX < 0 ? width : xOfY < 0 ? height : 0;
        double down = yOfX < 0 ? width : yOfY < 0 ? height : 0;
        return new Turned(
                lies ? height : width, lies ? width : height, new AffineTransform(xOfX, yOfX, xOfY, yOfY, right, down));
    }
}
