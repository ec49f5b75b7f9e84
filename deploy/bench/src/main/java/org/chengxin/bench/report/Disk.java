package org.chengxin.bench.report;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chengxin.local.Suite;

/** Bytes of the services' databases on disk, indexes and what updates left behind included. */
public final class Disk {

    private static final List<String> DATABASES = List.of("record", "sharing", "repair", "incentive", "identity");

    private final Map<String, Long> bytes;

    private Disk(Map<String, Long> bytes) {
        this.bytes = bytes;
    }

    /** As it is now. */
    public static Disk of(Suite suite) throws SQLException {
        Map<String, Long> bytes = new LinkedHashMap<>();
        for (var name : DATABASES) {
            var database = suite.database(name);
            try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                    var statement = connection.createStatement();
                    var row = statement.executeQuery("select pg_database_size(current_database())")) {
                row.next();
                bytes.put(name, row.getLong(1));
            }
        }
        return new Disk(bytes);
    }

    public Disk since(Disk earlier) {
        Map<String, Long> difference = new LinkedHashMap<>();
        bytes.forEach((name, now) -> difference.put(name, now - earlier.bytes.getOrDefault(name, 0L)));
        return new Disk(difference);
    }

    public long total() {
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Two lines of a table. */
    public void tell(String measure, long records, Figures figures) {
        figures.plain(
                measure,
                "bytes on disk per record: " + String.join(" / ", bytes.keySet()),
                "%s",
                String.join(
                        " / ",
                        bytes.values().stream()
                                .map(each -> "%,d".formatted(each / Math.max(1, records)))
                                .toList()));
        figures.plain(measure, "bytes on disk per record: all databases", "%,d", total() / Math.max(1, records));
    }
}
