package org.chengxin.incentive.measures;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads the code lists: comma, header line, quotes doubled inside quotes; no line breaks inside a cell. */
final class Csv {

    private Csv() {}

    /** The rows by the names of the header. */
    static List<Map<String, String>> rows(String text) {
        var lines = text.lines().filter(line -> !line.isBlank()).toList();
        var header = cells(lines.getFirst());
        return lines.stream().skip(1).map(line -> row(header, line)).toList();
    }

    /** @throws NullPointerException when the list has no such column */
    static String cell(Map<String, String> row, String column) {
        return Objects.requireNonNull(row.get(column), () -> "The list has no column " + column);
    }

    private static Map<String, String> row(List<String> header, String line) {
        var cells = cells(line);
        if (cells.size() != header.size()) {
            throw new IllegalArgumentException(
                    "%d cells instead of %d: %s".formatted(cells.size(), header.size(), cells.getFirst()));
        }
        var row = new LinkedHashMap<String, String>();
        for (int i = 0; i < header.size(); i++) {
            row.put(header.get(i), cells.get(i));
        }
        return row;
    }

    private static List<String> cells(String line) {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
