package org.chengxin.verifier;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Where the rows come from: a database, or a file that PostgreSQL's {@code copy} wrote. */
final class Rows {

    /** Also what {@code copy (…) to stdout} has to select. */
    static final String QUERY = """
            select b.first_leaf + v.nth, v.record_id || ' version ' || v.version, encode(v.commitment, 'hex'),
                   encode(v.salt, 'hex'), v.content::text
              from version_bundle b
              join record_version v on v.bundle = b.id
             where b.first_leaf is not null
             order by b.first_leaf, v.nth
            """;

    private Rows() {}

    /** @param from an address that begins with {@code jdbc:}, or a file */
    static List<Row> read(String from) throws IOException, SQLException {
        return from.startsWith("jdbc:") ? fromDatabase(from) : fromFile(Path.of(from));
    }

    private static List<Row> fromDatabase(String address) throws SQLException {
        var rows = new ArrayList<Row>();
        try (var connection = DriverManager.getConnection(address)) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.setFetchSize(10_000);
                try (var row = statement.executeQuery(QUERY)) {
                    while (row.next()) {
                        var salt = row.getString(4);
                        rows.add(new Row(
                                row.getLong(1),
                                row.getString(2),
                                HexFormat.of().parseHex(row.getString(3)),
                                salt == null ? null : HexFormat.of().parseHex(salt),
                                row.getString(5)));
                    }
                }
            }
        }
        return rows;
    }

    private static List<Row> fromFile(Path file) throws IOException {
        var rows = new ArrayList<Row>();
        try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
            lines.filter(line -> !line.isEmpty()).forEach(line -> {
                var cells = line.split("\t", -1);
                rows.add(new Row(
                        Long.parseLong(cells[0]),
                        cells[1],
                        HexFormat.of().parseHex(cells[2]),
                        cells[3].equals("\\N") ? null : HexFormat.of().parseHex(cells[3]),
                        cells[4].equals("\\N") ? null : unescaped(cells[4])));
            });
        }
        return rows;
    }

    /** The text format of {@code copy}: JSON as PostgreSQL writes it holds no control characters, only backslashes. */
    private static String unescaped(String cell) {
        return cell.replace("\\\\", "\\");
    }
}
