package org.chengxin.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The table of a run, in the order of measuring. */
public final class Figures {

    private final List<Figure> figures = new ArrayList<>();
    private final StringBuilder sections = new StringBuilder();

    /**
     * One line of the table.
     *
     * @param ratio ours against the limit of the same run; empty for a plain figure
     * @param toReach the ratio that is wanted, as {@code >= 0.30} or {@code <= 3}; empty when none is set
     */
    public record Figure(String measure, String what, String value, OptionalDouble ratio, String toReach) {

        /** {@code yes} or {@code no}; empty when nothing is to be reached. */
        public String reached() {
            if (ratio.isEmpty() || toReach.isEmpty()) {
                return "";
            }
            double bound = Double.parseDouble(toReach.substring(3));
            boolean holds = toReach.startsWith(">=") ? ratio.getAsDouble() >= bound : ratio.getAsDouble() <= bound;
            return holds ? "yes" : "no";
        }
    }

    /** A figure by itself, {@code format} as in {@link String#format}. */
    @SuppressWarnings("AnnotateFormatMethod") // for one method we bring no library of annotations
    public void plain(String measure, String what, String format, Object... values) {
        add(new Figure(measure, what, String.format(Locale.ROOT, format, values), OptionalDouble.empty(), ""));
    }

    /** A figure against one of the same run. */
    public void ratio(String measure, String what, double ours, double theirs, String toReach) {
        double ratio = ours / theirs;
        add(new Figure(measure, what, String.format(Locale.ROOT, "%.2f", ratio), OptionalDouble.of(ratio), toReach));
    }

    /** What has a form of its own and stands behind the table. */
    public void section(String title, String markdown) {
        sections.append("\n## ")
                .append(title)
                .append("\n\n")
                .append(markdown.strip())
                .append('\n');
    }

    private void add(Figure figure) {
        figures.add(figure);
        System.out.println(String.format(
                Locale.ROOT,
                "  %-10s %-58s %22s  %-8s %s",
                figure.measure(),
                figure.what(),
                figure.value(),
                figure.toReach(),
                figure.reached()));
    }

    public List<Figure> all() {
        return List.copyOf(figures);
    }

    /** What stands behind the table. */
    public String sections() {
        return sections.toString();
    }

    /** As a table in Markdown, with the sections behind it. */
    public String table() {
        var table = new StringBuilder("| measure | what | value | to reach | reached |\n|---|---|---|---|---|\n");
        for (var figure : figures) {
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %s | %s |%n",
                    figure.measure(),
                    figure.what(),
                    figure.value(),
                    figure.toReach(),
                    figure.reached()));
        }
        return table.append(sections).toString();
    }
}
