package org.chengxin.journeys;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.chengxin.local.Suite;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a platform knows in the end, told by the names that departments gave (source record ids) instead of those that it
 * gave itself: two platforms that took in the same events can be compared.
 *
 * @param versions every version of a record with its cause and content
 * @param persons one other record of the same person: who belongs together
 * @param shared what sharing-service holds of a record
 * @param feed what the national platform may use of a record, by the last that it was told
 */
record EndState(
        SortedMap<String, String> versions,
        SortedMap<String, String> persons,
        SortedMap<String, String> shared,
        SortedMap<String, String> feed) {

    private static final List<String> DATABASES =
            List.of("identity", "record", "repair", "sharing", "incentive", "education");
    private static final List<String> OWN_NAMES =
            List.of("recordId", "subjectId", "registeredAs", "changedAt", "position", "subject");

    /** Waits until every announcement is sent and sharing-service knows all, then reads. */
    static EndState of(Suite suite) throws SQLException {
        Awaitility.await("all announcements sent")
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .until(() -> announcementsLeft(suite) == 0
                        && latest(suite, "record", "record").equals(latest(suite, "sharing", "shared_record")));
        Map<String, String> names = new HashMap<>();
        SortedMap<String, String> versions = new TreeMap<>();
        SortedMap<String, String> persons = new TreeMap<>();
        try (var record = open(suite, "record")) {
            each(
                    record,
                    "select id, provider || ' ' || source_record_id from record",
                    (id, name) -> names.put(id, name));
            each(record, """
                    select provider || ' ' || source_record_id,
                           min(provider || ' ' || source_record_id) over (partition by subject_id)
                      from record
                    """, persons::put);
            each(
                    record,
                    """
                    select record_id, version || ' ' || cause || ' ' || content
                      from record_version
                     order by record_id, version
                    """,
                    (id, version) -> versions.merge(named(names, id), told(version), (one, next) -> one + "\n" + next));
        }
        SortedMap<String, String> shared = new TreeMap<>();
        try (var sharing = open(suite, "sharing")) {
            each(sharing, """
                    select record_id, concat_ws(' ', version, record_type, division, decided_on, answer_until, final_on,
                           display_until, standing, disputed, duty_performed, statement, facts, turns_on,
                           case when standing = 'IN_FORCE' then offered end)
                      from shared_record
                    """, (id, content) -> shared.put(named(names, id), content));
        }
        return new EndState(versions, persons, shared, feed(suite, names));
    }

    /** Where two platforms differ, a line each; empty when they agree. */
    List<String> differencesTo(EndState other) {
        List<String> differences = new ArrayList<>();
        compare("versions", versions, other.versions, differences);
        compare("persons", persons, other.persons, differences);
        compare("shared", shared, other.shared, differences);
        compare("feed", feed, other.feed, differences);
        return differences;
    }

    @Override
    public String toString() {
        long count = versions.values().stream().flatMap(String::lines).count();
        return "%,d records, %,d versions, %,d shared, %,d in the feed"
                .formatted(versions.size(), count, shared.size(), feed.size());
    }

    private static SortedMap<String, String> feed(Suite suite, Map<String, String> names) {
        SortedMap<String, String> feed = new TreeMap<>();
        for (JsonNode item : new Feed(new Api(suite)).after(0)) {
            String record = named(names, item.path("recordId").asString());
            if (item.path("op").asString().equals("UPSERT")) {
                feed.put(record, anonymous(item));
            } else {
                // Whether a record that ended at once was ever offered, and has to be stopped, is a matter of timing.
                feed.remove(record);
            }
        }
        return feed;
    }

    private static int announcementsLeft(Suite suite) throws SQLException {
        int left = 0;
        for (String database : DATABASES) {
            try (var connection = open(suite, database)) {
                left += Integer.parseInt(single(connection, "select count(*) from outbox"));
            }
        }
        return left;
    }

    private static String latest(Suite suite, String database, String table) throws SQLException {
        try (var connection = open(suite, database)) {
            return single(connection, "select count(*) || ' ' || coalesce(sum(version), 0) from " + table);
        }
    }

    private static String named(Map<String, String> names, String id) {
        String name = names.get(id);
        if (name == null) {
            throw new IllegalStateException("Record " + id + " is known elsewhere but not to record-service.");
        }
        return name;
    }

    /** A version with its content in a fixed order and without names of the platform's own giving. */
    private static String told(String version) {
        int content = version.indexOf('{');
        return version.substring(0, content) + anonymous(Api.JSON.readTree(version.substring(content)));
    }

    private static String anonymous(JsonNode item) {
        var fields = new TreeMap<String, String>();
        ((ObjectNode) item)
                .properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().toString()));
        OWN_NAMES.forEach(fields::remove);
        return fields.toString();
    }

    private static void compare(
            String what, SortedMap<String, String> here, SortedMap<String, String> there, List<String> differences) {
        var all = new TreeMap<>(here);
        all.putAll(there);
        for (String record : all.keySet()) {
            String one = here.getOrDefault(record, "nothing");
            String other = there.getOrDefault(record, "nothing");
            if (!one.equals(other)) {
                differences.add(what + " of " + record + ": " + one + " here, " + other + " there");
            }
        }
    }

    private interface Row {
        void take(String first, String second);
    }

    private static void each(Connection connection, String sql, Row row) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                row.take(rows.getString(1), rows.getString(2));
            }
        }
    }

    private static String single(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static Connection open(Suite suite, String name) throws SQLException {
        var database = suite.database(name);
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }
}
