package org.chengxin.identity.dump;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * What whoever copies the database gets: every table of every schema as PostgreSQL itself writes it ({@code copy … to
 * stdout}, as pg_dump does). Tables are found in the catalog, so that one added tomorrow is in it.
 *
 * @param tables the bytes of each table, one character per byte
 */
record DatabaseDump(Map<String, String> tables) {

    static DatabaseDump of(DataSource database) {
        var tables = new TreeMap<String, String>();
        try (var connection = database.getConnection()) {
            for (var table : tables(connection)) {
                tables.put(table, copy(connection, table));
            }
        } catch (SQLException fault) {
            throw new IllegalStateException(fault);
        }
        return new DatabaseDump(tables);
    }

    /** The tables in which a text stands; the text as the bytes of UTF-8, or whatever bytes its characters are. */
    List<String> tablesWith(String bytes) {
        var found = new ArrayList<String>();
        tables.forEach((table, content) -> {
            // Long base64 is broken into lines, which stand as \\n in a copy.
            if (content.contains(bytes) || content.replace("\\n", "").contains(bytes)) {
                found.add(table);
            }
        });
        return found;
    }

    private static List<String> tables(Connection connection) throws SQLException {
        var tables = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select format('%I.%I', n.nspname, c.relname)
                        from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where c.relkind in ('r', 'm', 'f') and n.nspname <> 'information_schema'
                            and n.nspname not like 'pg\\_%'
                        """)) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private static String copy(Connection connection, String table) throws SQLException {
        var out = new ByteArrayOutputStream();
        try {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy (select * from " + table + ") to stdout", out);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        return out.toString(ISO_8859_1);
    }
}
