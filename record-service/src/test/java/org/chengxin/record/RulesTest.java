package org.chengxin.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

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
                .filter(name -> name.matches("[A-Z][a-z]\\w+(\\.\\w+)?"))
                .map(name -> name.split("\\.")[0])
                .toList();

        assertThat(classes)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(Pattern.compile("(class|record|enum|interface) " + name + "\\b")
                                .matcher(sources)
                                .find())
                        .as(name)
                        .isTrue());
    }

    private static List<String> cells(int column) throws IOException {
        return Files.readAllLines(Path.of("RULES.md")).stream()
                .filter(line -> line.startsWith("|") && !line.startsWith("|--") && !line.startsWith("| rule"))
                .map(line -> line.split("\\|")[column + 1])
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
