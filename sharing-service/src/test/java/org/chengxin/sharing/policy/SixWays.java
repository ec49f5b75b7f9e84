package org.chengxin.sharing.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.chengxin.sharing.Calls;
import org.chengxin.sharing.Calls.Reply;
import org.chengxin.sharing.Person;
import org.chengxin.sharing.exchange.Exchanged;
import org.chengxin.testkit.Tokens;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/**
 * All ways in which a prefecture can come by records; each answers with the fields of every record that it shows.
 *
 * @param start the head of the feeds before the records of the test
 */
record SixWays(ApplicationContext service, Calls calls, Tokens tokens, List<Person> persons, long start, Path folder) {

    Map<String, Map<String, Set<String>>> ask(String division) throws IOException {
        var shown = new LinkedHashMap<String, Map<String, Set<String>>>();
        shown.put("query", byQuery(division));
        shown.put("batch", byBatch(division));
        shown.put("feed", byFeed(division));
        shown.put("snapshot", bySnapshot(division));
        shown.put("file", byFile(division));
        shown.put("database", byDatabase(division));
        return shown;
    }

    private Map<String, Set<String>> byQuery(String division) {
        var shown = new HashMap<String, Set<String>>();
        for (var person : persons) {
            var reply = calls.post("/v1/queries", tokens.prefecture(division), person.question("SUPERVISION", "1"));
            if (reply.status() != 403) {
                shown.putAll(fields(reply.json().path("records")));
            }
        }
        return shown;
    }

    private Map<String, Set<String>> byBatch(String division) {
        var lines = persons.stream()
                .map(person -> Calls.JSON.writeValueAsString(person.question("SUPERVISION", "1")))
                .collect(Collectors.joining("\n"));
        var shown = new HashMap<String, Set<String>>();
        for (var line : calls.postLines("/v1/queries/batch", tokens.prefecture(division), lines)
                .lines()) {
            shown.putAll(fields(line.path("report").path("records")));
        }
        return shown;
    }

    private Map<String, Set<String>> byFeed(String division) {
        var shown = new HashMap<String, Set<String>>();
        long next = start;
        while (true) {
            var reply = feed(division, "changes?limit=50&after=" + next);
            if (reply.status() == 403) {
                return shown;
            }
            for (var item : reply.lines()) {
                apply(item, shown);
            }
            if (reply.nextPosition() == next) {
                return shown;
            }
            next = reply.nextPosition();
        }
    }

    private static void apply(JsonNode item, Map<String, Set<String>> shown) {
        var recordId = item.path("recordId").asString();
        if (item.path("op").asString().equals("UPSERT")) {
            shown.put(recordId, names(item.path("fields")));
        } else {
            assertThat(item.has("fields")).isFalse();
            shown.remove(recordId);
        }
    }

    private Map<String, Set<String>> bySnapshot(String division) {
        var reply = feed(division, "snapshot?after=" + start);
        var shown = new HashMap<String, Set<String>>();
        if (reply.status() != 403) {
            reply.lines().stream().filter(item -> item.has("recordId")).forEach(item -> apply(item, shown));
        }
        return shown;
    }

    private Map<String, Set<String>> byFile(String division) throws IOException {
        var shown = new HashMap<String, Set<String>>();
        Exchanged.files(service, "prefecture-" + division, "prefecture-" + division, folder)
                .forEach(item -> apply(item, shown));
        return shown;
    }

    private Map<String, Set<String>> byDatabase(String division) {
        var shown = new HashMap<String, Set<String>>();
        Exchanged.copies(service, "prefecture-" + division, "prefecture-" + division)
                .forEach((recordId, fields) -> shown.put(recordId, names(fields)));
        return shown;
    }

    private Reply feed(String division, String what) {
        return calls.get("/v1/feeds/prefecture-" + division + "/" + what, tokens.prefecture(division));
    }

    static Map<String, Set<String>> fields(JsonNode records) {
        var fields = new HashMap<String, Set<String>>();
        records.forEach(one -> fields.put(one.path("recordId").asString(), names(one.path("fields"))));
        return fields;
    }

    private static Set<String> names(JsonNode fields) {
        return new TreeSet<>(fields.propertyNames());
    }
}
