package org.chengxin.repair.evidence;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.filter.FilterFactory;

/**
 * Looks for streams of a PDF that grow without measure, before anything unpacks them.
 *
 * <p>Which stream is packed how is not asked of the file, which may lie about it to a reader as simple as this one: every way of
 * packing that is named anywhere is tried on every place where a stream may begin.
 */
final class PackedStreams {

    /** A page scanned without loss stays below. */
    private static final long MOST_OF_ONE = 128L * 1024 * 1024;

    private static final long MOST_OF_ALL = 384L * 1024 * 1024;
    private static final int MOST_WAYS = 12;

    private static final String SPACE = "(?:[\\s\\x00]|%[^\\r\\n]*+[\\r\\n])*+";
    private static final Pattern FILTER = Pattern.compile("/Filter" + SPACE
            + "(?:\\[(?<several>[^\\]]{0,400}+)\\]|/(?<one>\\w{1,20}+)|(?<elsewhere>\\d++" + SPACE + "\\d))");
    private static final Pattern NAME = Pattern.compile("/(\\w{1,20}+)");
    private static final Pattern ESCAPE = Pattern.compile("#([0-9A-Fa-f]{2})");
    private static final byte[] STREAM = "stream".getBytes(StandardCharsets.US_ASCII);

    private static final Pattern PICTURE =
            Pattern.compile("/([DJC])(CTDecode|CT|PXDecode|BIG2Decode|CITTFaxDecode|CF)\\b");
    private static final Map<String, String> CLOSED = Map.of(
            "XCTDecode", "DCTDecode",
            "XCT", "DCT",
            "XPXDecode", "JPXDecode",
            "XBIG2Decode", "JBIG2Decode",
            "XCITTFaxDecode", "CCITTFaxDecode",
            "XCF", "CCF");

    private static final Map<String, String> FULL_NAMES =
            Map.of("Fl", "FlateDecode", "LZW", "LZWDecode", "RL", "RunLengthDecode", "A85", "ASCII85Decode");

    /** What can make much of little. */
    private static final Set<String> GROWING = Set.of("FlateDecode", "LZWDecode", "RunLengthDecode");

    private static final Set<String> SPELLED = Set.of("ASCII85Decode", "ASCIIHexDecode");

    private PackedStreams() {}

    static void check(byte[] pdf) throws UnsafeFile {
        var text = new String(pdf, StandardCharsets.ISO_8859_1);
        var ways = new HashSet<List<String>>();
        ways.add(List.of("FlateDecode"));
        addWays(text, ways);
        addWays(ESCAPE.matcher(text).replaceAll(PackedStreams::unescaped), ways);
        if (ways.size() > MOST_WAYS) {
            throw grows();
        }
        long all = 0;
        for (int at = indexOf(pdf, 0); at >= 0; at = indexOf(pdf, at)) {
            at += STREAM.length;
            int begin = at;
            while (begin < pdf.length && (pdf[begin] == '\r' || pdf[begin] == '\n')) {
                begin++;
            }
            for (var way : ways) {
                all += unpacked(pdf, begin, way);
            }
            if (all > MOST_OF_ALL) {
                throw grows();
            }
        }
    }

    /**
     * The file with every filter of pictures under a name that nothing knows, as long as its own, so that reading the file can
     * never unpack one: a few bytes may say that they are a picture of gigabytes.
     */
    static byte[] withPicturesClosed(byte[] pdf) throws UnsafeFile {
        var text = new String(pdf, StandardCharsets.ISO_8859_1);
        if (pictures(text) != pictures(ESCAPE.matcher(text).replaceAll(PackedStreams::unescaped))) {
            throw new UnsafeFile("The PDF is damaged or locked; print it to a new one.");
        }
        var closed = FILTER.matcher(text)
                .replaceAll(filter ->
                        Matcher.quoteReplacement(PICTURE.matcher(filter.group()).replaceAll("/X$2")));
        return closed.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** What a name meant before {@link #withPicturesClosed}. */
    static String opened(String name) {
        return CLOSED.getOrDefault(name, name);
    }

    private static long pictures(String text) {
        return FILTER.matcher(text)
                .results()
                .mapToLong(filter -> PICTURE.matcher(filter.group()).results().count())
                .sum();
    }

    /** Packed twice is a way to make gigabytes of nothing, and nobody's printer does it. */
    static boolean isNested(List<String> filters) {
        return filters.stream()
                        .map(PackedStreams::fullName)
                        .filter(GROWING::contains)
                        .count()
                > 1;
    }

    private static void addWays(String text, Set<List<String>> ways) throws UnsafeFile {
        var found = FILTER.matcher(text);
        while (found.find()) {
            if (found.group("elsewhere") != null) {
                throw grows();
            }
            var several = found.group("several");
            var filters = names(several == null ? "/" + found.group("one") : several);
            if (isNested(filters)) {
                throw grows();
            }
            var unpacking = filters.stream()
                    .map(PackedStreams::fullName)
                    .takeWhile(name -> GROWING.contains(name) || SPELLED.contains(name))
                    .toList();
            if (!unpacking.isEmpty()) {
                ways.add(unpacking);
            }
        }
    }

    private static List<String> names(String list) {
        var names = new ArrayList<String>();
        var found = NAME.matcher(list);
        while (found.find()) {
            names.add(found.group(1));
        }
        return names;
    }

    private static String fullName(String name) {
        return FULL_NAMES.getOrDefault(name, name);
    }

    private static String unescaped(MatchResult escape) {
        return Matcher.quoteReplacement(Character.toString(Integer.parseInt(escape.group(1), 16)));
    }

    /** What is not packed in this way counts as far as it went. */
    private static long unpacked(byte[] pdf, int from, List<String> way) throws UnsafeFile {
        InputStream packed = new ByteArrayInputStream(pdf, from, pdf.length - from);
        long grown = 0;
        for (int i = 0; i < way.size(); i++) {
            var out = new Measured(i == way.size() - 1);
            try {
                unpack(way.get(i), packed, out);
            } catch (IOException | RuntimeException _) {
                // Not packed in this way, or damaged; what came out until then is counted.
            }
            if (out.exceeded()) {
                throw grows();
            }
            grown = out.written;
            packed = new ByteArrayInputStream(out.kept.toByteArray());
        }
        return grown;
    }

    private static void unpack(String filter, InputStream packed, OutputStream out) throws IOException {
        if (!filter.equals("FlateDecode")) {
            FilterFactory.INSTANCE.getFilter(filter).decode(packed, out, new COSDictionary(), 0);
            return;
        }
        // PDFBox does not look at the two bytes before the deflated ones either.
        packed.skipNBytes(2);
        try (var inflated = new InflaterInputStream(packed, new Inflater(true), 64 * 1024)) {
            inflated.transferTo(out);
        }
    }

    private static UnsafeFile grows() {
        return new UnsafeFile("The PDF unpacks to far more than it says; print it to a new one.");
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

    /** Counts, and keeps only what the next filter is to read. */
    private static final class Measured extends OutputStream {

        private final boolean last;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private long written;

        Measured(boolean last) {
            this.last = last;
        }

        boolean exceeded() {
            return written > MOST_OF_ONE;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            written += length;
            if (exceeded()) {
                throw new IOException("more than is unpacked");
            }
            if (!last) {
                kept.write(bytes, offset, length);
            }
        }
    }
}
