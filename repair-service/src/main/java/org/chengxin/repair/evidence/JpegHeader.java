package org.chengxin.repair.evidence;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a JPEG says before its picture begins; hardly anything of it is believed. */
record JpegHeader(Orientation orientation, boolean isProgressive) {

    private static final int MARKER = 0xFF;
    private static final int SCAN = 0xDA;
    private static final int PROGRESSIVE = 0xC2;
    private static final int EXIF = 0xE1;
    private static final int ORIENTATION = 0x0112;

    /** A scan may be a few bytes and yet make its reader go through the whole picture once more. */
    private static final int MOST_SCANS = 64;

    private static final byte[] EXIF_BEGINS = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

    static JpegHeader of(byte[] file) throws UnsafeFile {
        if (scans(file) > MOST_SCANS) {
            throw CleanImage.damaged();
        }
        var orientation = Orientation.UPRIGHT;
        boolean progressive = false;
        int at = 2;
        while (at + 4 <= file.length) {
            if ((file[at] & 0xFF) != MARKER) {
                throw CleanImage.damaged();
            }
            int marker = file[at + 1] & 0xFF;
            if (marker == MARKER) {
                at++;
                continue;
            }
            int length = ((file[at + 2] & 0xFF) << 8) | (file[at + 3] & 0xFF);
            if (length < 2 || at + 2 + length > file.length) {
                throw CleanImage.damaged();
            }
            if (marker == SCAN) {
                return new JpegHeader(orientation, progressive);
            }
            progressive |= marker == PROGRESSIVE;
            if (marker == EXIF) {
                orientation =
                        orientation(ByteBuffer.wrap(file, at + 4, length - 2).slice(), orientation);
            }
            at += 2 + length;
        }
        throw CleanImage.damaged();
    }

    private static int scans(byte[] file) {
        int scans = 0;
        for (int i = 0; i + 1 < file.length; i++) {
            if ((file[i] & 0xFF) == MARKER && (file[i + 1] & 0xFF) == SCAN) {
                scans++;
            }
        }
        return scans;
    }

    /** Of the first directory of the Exif block; what cannot be read says nothing. */
    private static Orientation orientation(ByteBuffer block, Orientation otherwise) {
        try {
            var begins = new byte[EXIF_BEGINS.length];
            block.get(begins);
            if (!Arrays.equals(begins, EXIF_BEGINS)) {
                return otherwise;
            }
            var tiff = block.slice();
            tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            int directory = tiff.getInt(4);
            int entries = tiff.getShort(directory) & 0xFFFF;
            for (int i = 0; i < entries; i++) {
                int entry = directory + 2 + 12 * i;
                if ((tiff.getShort(entry) & 0xFFFF) == ORIENTATION) {
                    return Orientation.of(tiff.getShort(entry + 8) & 0xFFFF);
                }
            }
            return otherwise;
        } catch (IndexOutOfBoundsException | java.nio.BufferUnderflowException _) {
            return otherwise;
        }
    }
}
