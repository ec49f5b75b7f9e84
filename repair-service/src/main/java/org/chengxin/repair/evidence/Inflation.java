package org.chengxin.repair.evidence;

import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Looks for streams of a PDF that grow without measure, before anything unpacks them. */
final class Inflation {

    private static final byte[] STREAM = "stream".getBytes(StandardCharsets.US_ASCII);

    /** A page scanned without loss stays below. */
    private static final long MOST_OF_ONE = 128L * 1024 * 1024;

    private static final long MOST_OF_ALL = 384L * 1024 * 1024;

    private Inflation() {}

    static void check(byte[] pdf) throws UnsafeFile {
        long all = 0;
        for (int at = indexOf(pdf, 0); at >= 0; at = indexOf(pdf, at)) {
            at += STREAM.length;
            int begin = at;
            while (begin < pdf.length && (pdf[begin] == '\r' || pdf[begin] == '\n')) {
                begin++;
            }
            all += inflated(pdf, begin);
            if (all > MOST_OF_ALL) {
                throw new UnsafeFile("The PDF unpacks to far more than it says; print it to a new one.");
            }
        }
    }

    /** What is no deflated stream counts nothing. */
    private static long inflated(byte[] pdf, int from) throws UnsafeFile {
        var buffer = new byte[64 * 1024];
        try (var inflater = new Inflater()) {
            inflater.setInput(pdf, from, pdf.length - from);
            while (!inflater.finished() && !inflater.needsInput() && !inflater.needsDictionary()) {
                inflater.inflate(buffer);
                if (inflater.getBytesWritten() > MOST_OF_ONE) {
                    throw new UnsafeFile("The PDF unpacks to far more than it says; print it to a new one.");
                }
            }
            return inflater.getBytesWritten();
        } catch (DataFormatException _) {
            return 0;
        }
    }

    private static int indexOf(byte[] pdf, int from) {
        outer:
        for (int i = from; i <= pdf.length - STREAM.length; i++) {
            for (int j = 0; j < STREAM.length; j++) {
                if (pdf[i + j] != STREAM[j]) {
                    continue outer;
                }
            }
            return i;
        }
        return -1;
    }
}
