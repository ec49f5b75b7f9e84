package org.chengxin.record;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * A file of the seed on the class path: text, or a table of comma-separated values whose first line names the columns.
 *
 * <p>Quotes as in RFC 4180; several values in one cell are separated by {@code ;}.
 */
public final class SeedFile {

    private final String name;
    private final byte[] bytes;

    private SeedFile(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    /** @param name relative to the seed folder, such as {@code record-domains.csv} */
    public static SeedFile named(String name) {
        try (InputStream in = SeedFile.class.getResourceAsStream("/seed/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the seed has no file " + name);
            }
            return new SeedFile(name, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("the seed file " + name + " cannot be read", e);
        }
    }

    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The rows below the header. */
    public List<Row> rows() {
        var lines = cells(text());
        var header = lines.getFirst();
        var rows = new ArrayList<Row>();
        for (var line : lines.subList(1, lines.size())) {
            if (line.size() != header.size()) {
                throw new IllegalStateException("the seed file %s has a row of %d cells, its header has %d: %s"
                        .formatted(name, line.size(), header.size(), line.getFirst()));
            }
            var row = new LinkedHashMap<String, String>();
            for (var i = 0; i < header.size(); i++) {
                row.put(header.get(i), line.get(i));
            }
            rows.add(new Row(row));
        }
        return rows;
    }

    /** The values of a cell that holds several. */
    public static List<String> values(String cell) {
        return cell.isBlank() ? List.of() : List.of(cell.split(";"));
    }

    /** Changes when any of the files changes. */
    public static int checksum(List<SeedFile> files) {
        var crc = new CRC32();
        files.forEach(file -> crc.update(file.bytes));
        return (int) crc.getValue();
    }

    /** One row of a table. */
    public record Row(Map<String, String> cells) {

        public Row {
            cells = Map.copyOf(cells);
        }

        /** @throws IllegalArgumentException when the table has no such column */
        public String get(String column) {
            var value = cells.get(column);
            if (value == null) {
                throw new IllegalArgumentException("the seed has no column " + column);
            }
            return value;
        }
    }

    private static List<List<String>> cells(String text) {
        var lines = new ArrayList<List<String>>();
        var line = new ArrayList<String>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (quoted) {
                if (c != '"') {
                    cell.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    cell.append('"');
                    i++;
                } else {
                    quoted = false;
                }
                continue;
            }
            switch (c) {
                case '"' -> quoted = true;
                case '\r' -> {
                    // the line feed that follows ends the row
                }
                case ',', '\n' -> {
                    line.add(cell.toString());
                    cell.setLength(0);
                    if (c == '\n') {
                        lines.add(List.copyOf(line));
                        line.clear();
                    }
                }
                default -> cell.append(c);
            }
        }
        if (!cell.isEmpty() || !line.isEmpty()) {
            line.add(cell.toString());
            lines.add(List.copyOf(line));
        }
        return lines;
    }
}
