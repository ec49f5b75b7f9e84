package org.chengxin.repair;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What holds after every story, whatever happened in it: the same sentences as in the suite, each row a violation. */
@Component
public class Invariants {

    private static final Path FOLDER = Path.of("..", "deploy", "journeys", "invariants", "repair");
    /** Nobody carries anything out here: record-service is another process. */
    private static final String IN_THE_SUITE_ONLY = "I10-what-was-announced-is-carried-out.sql";

    private final JdbcClient jdbc;
    private final Map<String, String> all = all();

    Invariants(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void hold() {
        assertThat(all).isNotEmpty();
        all.forEach((name, sql) -> assertThat(violations(sql)).as(name).isEmpty());
    }

    List<Map<String, Object>> violations(String sql) {
        return jdbc.sql(sql).query().listOfRows();
    }

    Map<String, String> sentences() {
        return all;
    }

    private static Map<String, String> all() {
        var all = new TreeMap<String, String>();
        try (var files = Files.list(FOLDER)) {
            for (var file :
                    files.filter(file -> !file.endsWith(IN_THE_SUITE_ONLY)).toList()) {
                all.put(file.getFileName().toString(), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }
}
