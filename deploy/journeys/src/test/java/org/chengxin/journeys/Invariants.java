package org.chengxin.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.chengxin.local.Suite;

/**
 * What has to hold whatever happened: {@link org.chengxin.local.Invariants} of the databases, and {@link AccessTree} for the
 * log of accesses. Announcements may still be on their way, so each is given time to become true.
 */
final class Invariants {

    private static final Path FOLDER = Path.of("invariants");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Invariants() {}

    /** In every service of a suite. */
    static void hold(Suite suite) throws IOException, InterruptedException, SQLException {
        var invariants = suite.invariants();
        assertThat(invariants.names()).contains("record", "repair", "sharing");
        for (String name : invariants.names()) {
            hold(name, invariants);
        }
        AccessTree.holds(suite.database("sharing"), suite.gateway());
    }

    /** In one sharing-service, wherever it is. */
    static void holdInSharing(Suite.Database database, URI platform)
            throws IOException, InterruptedException, SQLException {
        hold("sharing", of(database));
        AccessTree.holds(database, platform);
    }

    private static void hold(String name, org.chengxin.local.Invariants invariants) throws IOException {
        assertThat(invariants.all(name)).isNotEmpty();
        for (Path invariant : invariants.all(name)) {
            Awaitility.await(invariant.getFileName().toString())
                    .atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(invariants.violations(name, invariant)).isEmpty());
        }
    }

    private static org.chengxin.local.Invariants of(Suite.Database database) {
        return new org.chengxin.local.Invariants(FOLDER, _ -> database);
    }

    /** The queries of one service. */
    static List<Path> all(String name) throws IOException {
        var all = new org.chengxin.local.Invariants(FOLDER, _ -> {
                    throw new IllegalStateException("No database is asked.");
                })
                .all(name);
        assertThat(all).isNotEmpty();
        return all;
    }

    static Connection open(Suite.Database database) throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }

    /** The first ten rows of a query. */
    static List<String> violations(Connection connection, Path invariant) throws SQLException, IOException {
        return org.chengxin.local.Invariants.violations(connection, invariant);
    }
}
