package org.chengxin.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.chengxin.bench.report.Figures.Figure;

/** Several runs in one table: of each number the least, the middle and the most, and whether all of them hold. */
public final class Repeats {

    private static final Pattern NUMBER = Pattern.compile("([0-9][0-9,.]*)( \\(.*\\))?");

    private Repeats() {}

    /** One run as it is; of more, a line for each figure, values of the runs side by side. */
    public static String table(List<Figures> runs) {
        if (runs.size() == 1) {
            return runs.getFirst().table();
        }
        var table = new StringBuilder(
                "| measure | what | %s | min / median / max | to reach | reached |%n|---|---|%s---|---|---|%n"
                        .formatted(numbered(runs.size(), "run %d", " | "), "---|".repeat(runs.size())));
        for (var figure : runs.getFirst().all()) {
            var same = runs.stream()
                    .flatMap(run -> run.all().stream()
                            .filter(each -> each.measure().equals(figure.measure())
                                    && each.what().equals(figure.what()))
                            .limit(1))
                    .toList();
            table.append("| %s | %s | %s | %s | %s | %s |%n"
                    .formatted(
                            figure.measure(),
                            figure.what(),
                            side(same, runs.size()),
                            spread(same),
                            figure.toReach(),
                            reached(same, runs.size())));
        }
        runs.forEach(run -> table.append(run.sections()));
        return table.toString();
    }

    private static String numbered(int count, String format, String between) {
        var names = new ArrayList<String>();
        for (int nth = 1; nth <= count; nth++) {
            names.add(format.formatted(nth));
        }
        return String.join(between, names);
    }

    private static String side(List<Figure> same, int runs) {
        var values = same.stream().map(Figure::value).collect(Collectors.toCollection(ArrayList::new));
        while (values.size() < runs) {
            values.add("");
        }
        return String.join(" | ", values);
    }

    private static String spread(List<Figure> same) {
        var values = same.stream()
                .flatMapToDouble(
                        each -> each.ratio().isPresent() ? each.ratio().stream() : number(each.value()).stream())
                .sorted()
                .toArray();
        if (values.length == 0) {
            return "";
        }
        int middle = values.length / 2;
        double median = values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
        var format = values[values.length - 1] >= 100 ? "%,.0f / %,.0f / %,.0f" : "%.2f / %.2f / %.2f";
        return String.format(Locale.ROOT, format, values[0], median, values[values.length - 1]);
    }

    /** Of a value that is one number, with or without a remark. */
    private static OptionalDouble number(String value) {
        var found = NUMBER.matcher(value);
        return found.matches()
                ? OptionalDouble.of(Double.parseDouble(found.group(1).replace(",", "")))
                : OptionalDouble.empty();
    }

    /** In all of them or not at all. */
    private static String reached(List<Figure> same, int runs) {
        var words = same.stream()
                .map(Figure::reached)
                .filter(word -> !word.isEmpty())
                .toList();
        if (words.isEmpty()) {
            return "";
        }
        long held = words.stream().filter("yes"::equals).count();
        return held == runs ? "yes" : "in %d of %d".formatted(held, runs);
    }
}
