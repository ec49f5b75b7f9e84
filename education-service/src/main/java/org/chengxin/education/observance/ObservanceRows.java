package org.chengxin.education.observance;

import java.time.Month;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the rows of publicity-dates.csv; a row that cannot be read is a fault and never left out. */
final class ObservanceRows {

    private static final Pattern LUNAR = Pattern.compile("lunar (\\d\\d)-(\\d\\d).*");
    private static final Pattern CUSTOMARY = Pattern.compile(".*fallback (\\d\\d-\\d\\d)");

    private ObservanceRows() {}

    static List<Observance> read(String file) {
        var lines = file.strip().lines().skip(1).toList();
        var rows = new ArrayList<Observance>();
        for (var line : lines) {
            var cells = cells(line);
            if (cells.size() != 9) {
                throw new IllegalStateException("publicity-dates.csv: not nine cells: " + line);
            }
            rows.add(new Observance(
                    cells.get(0),
                    cells.get(1),
                    cells.get(2),
                    rule(cells.get(0), cells.get(4), cells.get(5)),
                    cells.get(6).equals("yes"),
                    cells.get(3)));
        }
        return List.copyOf(rows);
    }

    private static DateRule rule(String code, String type, String rule) {
        return switch (type) {
            case "FIXED" -> new DateRule.Fixed(MonthDay.parse("--" + rule));
            case "MONTH" -> new DateRule.WholeMonth(Month.of(Integer.parseInt(rule)));
            case "LUNAR" -> {
                var day = LUNAR.matcher(rule);
                if (!day.matches()) {
                    throw new IllegalStateException("publicity-dates.csv: no lunar day in " + rule);
                }
                yield new DateRule.Lunar(Integer.parseInt(day.group(1)), Integer.parseInt(day.group(2)));
            }
            case "ANNOUNCED" -> {
                if (code.equals("QINGMING")) {
                    yield new DateRule.Qingming();
                }
                var customary = CUSTOMARY.matcher(rule);
                yield new DateRule.Announced(customary.matches() ? MonthDay.parse("--" + customary.group(1)) : null);
            }
            default -> throw new IllegalStateException("publicity-dates.csv: unknown rule type " + type);
        };
    }

    /** Cells as RFC 4180 writes them. */
    private static List<String> cells(String line) {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.length(); i++) {
            var c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append('"');
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
