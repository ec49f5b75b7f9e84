package org.chengxin.journeys;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.chengxin.local.Suite;

/** A look into the database of a service, where no interface says it. */
final class Rows {

    private Rows() {}

    /** The first column of what a query finds. */
    static List<String> of(Suite.Database database, String sql, Object... arguments) throws SQLException {
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var query = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                query.setObject(i + 1, arguments[i]);
            }
            var found = new ArrayList<String>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        }
    }
}
