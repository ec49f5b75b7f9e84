package org.chengxin.repair.evidence;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Images without what a camera writes beside the picture: place, time, device, names. */
final class CleanImage {

    private static final int MARKER = 0xFF;
    private static final int START = 0xD8;
    private static final int END = 0xD9;
    private static final int SCAN = 0xDA;
    private static final int COMMENT = 0xFE;

    /** What a PNG needs to be seen; text, time and camera data are not among it. */
    private static final Set<String> CHUNKS =
            Set.of("IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "bKGD", "pHYs");

    private static final int PNG_SIGNATURE = 8;
    private static final int PNG_FRAME = 12;

    private CleanImage() {}

    /** Without APP1 to APP13, APP15 and comments; APP0 and APP14 say how colours are to be read. */
    static byte[] jpeg(byte[] file) throws UnsafeFile {
        var clean = new ByteArrayOutputStream(file.length);
        clean.write(MARKER);
        clean.write(START);
        int at = 2;
        while (at + 4 <= file.length) {
            if ((file[at] & 0xFF) != MARKER) {
                throw damaged();
            }
            int marker = file[at + 1] & 0xFF;
            if (marker == MARKER) {
                at++;
                continue;
            }
            int length = ((file[at + 2] & 0xFF) << 8) | (file[at + 3] & 0xFF);
            if (length < 2 || at + 2 + length > file.length) {
                throw damaged();
            }
            if (marker == SCAN) {
                int end = endOfImage(file, at);
                clean.write(file, at, end - at);
                return clean.toByteArray();
            }
            boolean application = marker >= 0xE0 && marker <= 0xEF;
            if (marker != COMMENT && (!application || marker == 0xE0 || marker == 0xEE)) {
                clean.write(file, at, 2 + length);
            }
            at += 2 + length;
        }
        throw damaged();
    }

    /** Whatever hides behind the end of the picture stays behind. */
    private static int endOfImage(byte[] file, int from) throws UnsafeFile {
        for (int i = file.length - 2; i > from; i--) {
            if ((file[i] & 0xFF) == MARKER && (file[i + 1] & 0xFF) == END) {
                return i + 2;
            }
        }
        throw damaged();
    }

    static byte[] png(byte[] file) throws UnsafeFile {
        var clean = new ByteArrayOutputStream(file.length);
        clean.write(file, 0, PNG_SIGNATURE);
        int at = PNG_SIGNATURE;
        while (at + PNG_FRAME <= file.length) {
            long length = ((file[at] & 0xFFL) << 24)
                    | ((file[at + 1] & 0xFFL) << 16)
                    | ((file[at + 2] & 0xFFL) << 8)
                    | (file[at + 3] & 0xFFL);
            if (length > file.length - at - PNG_FRAME) {
                throw damaged();
            }
            var name = new String(file, at + 4, 4, StandardCharsets.ISO_8859_1);
            int whole = (int) length + PNG_FRAME;
            if (CHUNKS.contains(name)) {
                clean.write(file, at, whole);
            }
            if (name.equals("IEND")) {
                return clean.toByteArray();
            }
            at += whole;
        }
        throw damaged();
    }

    private static UnsafeFile damaged() {
        return new UnsafeFile("The picture is damaged; make it anew.");
    }
}
