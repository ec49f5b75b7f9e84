package org.chengxin.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of rules names only classes and tests that exist. */
class RulesTest {

    private static final Pattern NAMED = Pattern.compile("`([^`]+)`");

    @Test
    void everyTestThatTheTableNamesExists() throws IOException {
        var sources = sources(Path.of("src", "test", "java"));

        assertThat(cells(4)).isNotEmpty().allSatisfy(name -> {
            var parts = name.split("\\.");
            var known = Character.isUpperCase(name.charAt(0))
                    ? sources.contains("class " + parts[0] + " ")
                            && (parts.length == 1 || sources.contains("void " + parts[1] + "("))
                    : sources.contains("void " + name + "(");
            assertThat(known).as(name).isTrue();
        });
    }

    @Test
    void everyClassThatTheTableNamesExists() throws IOException {
        var sources = sources(Path.of("src", "main", "java"));
        var classes = cells(3).stream()
                .filter(name -> name.matches("[a-z]+\\.[A-Z]\\w+(\\.\\w+)*"))
                .map(name -> name.split("\\.")[1])
                .toList();

        assertThat(classes)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(Pattern.compile("(class|record|enum|interface) " + name + "\\b")
                                .matcher(sources)
                                .find())
                        .as(name)
                        .isTrue());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("idsOfTheDomain")
    void everyRuleOfTheDomainHasATestOrTheReasonWhyItDoesNotApply(String id) throws IOException {
        var rows = rows().filter(row ->
                        Pattern.compile("(^|[ ,])" + id + "\\b").matcher(row[1]).find())
                .toList();

        assertThat(rows)
                .isNotEmpty()
                .anySatisfy(row -> assertThat(row[2].strip().startsWith("Not applicable")
                                || NAMED.matcher(row[5]).find())
                        .isTrue());
    }

    static Stream<String> idsOfTheDomain() {
        return Stream.of(ids("Q", 8), ids("C", 2), ids("B", 2), Stream.of("D-8"))
                .flatMap(Function.identity());
    }

    private static Stream<String> ids(String letter, int last) {
        return IntStream.rangeClosed(1, last).mapToObj(number -> letter + "-" + number);
    }

    private static Stream<String[]> rows() throws IOException {
        return Files.readAllLines(Path.of("RULES.md")).stream()
                .filter(line -> line.startsWith("|") && !line.startsWith("|--") && !line.startsWith("| rule"))
                .map(line -> line.split("\\|"));
    }

    private static List<String> cells(int column) throws IOException {
        return rows().map(row -> row[column + 1])
                .flatMap(cell -> NAMED.matcher(cell).results().map(match -> match.group(1)))
                .toList();
    }

    private static String sources(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(RulesTest::text)
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
