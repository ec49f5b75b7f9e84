package org.chengxin.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.chengxin.local.access.LocalSecrets;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL from the jar of its binaries, with one database and one owner per service and one for Keycloak. */
final class Postgres implements Server {

    private static final String SUPER_USER = "postgres";

    /** Each is a database and the role that owns it. */
    static final List<String> DATABASES =
            List.of("identity", "record", "repair", "sharing", "incentive", "education", "keycloak");

    private final Layout layout;
    private final Ports ports;
    private final ClusterSeed seed;
    private final Map<String, String> further;

    /** @param further settings of the server, stronger than its own */
    Postgres(Layout layout, Ports ports, ClusterSeed seed, Map<String, String> further) {
        this.layout = layout;
        this.ports = ports;
        this.seed = seed;
        this.further = Map.copyOf(further);
    }

    @Override
    public Part part() {
        return Part.POSTGRESQL;
    }

    @Override
    public void prepare() throws InterruptedException {
        Path binaries = binaries();
        Folders.once(binaries, this::unpack);
        Folders.once(layout.data(Part.POSTGRESQL), folder -> {
            if (seed.present().isPresent()) {
                seed.copyTo(folder);
                return;
            }
            Path password = layout.notes().resolve("postgresql.password");
            Files.writeString(password, LocalSecrets.ofDatabase(SUPER_USER));
            List<String> command = new ArrayList<>(asOrdinaryUser());
            command.addAll(List.of(
                    binaries.resolve("bin/initdb").toString(),
                    "--pgdata=" + folder,
                    "--username=" + SUPER_USER,
                    "--pwfile=" + password,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--locale=C",
                    "--no-instructions"));
            // initdb insists on a private folder; it is empty yet.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            Shell.run("Creating the database cluster", layout.log(Part.POSTGRESQL), Map.of(), command);
            Files.delete(password);
        });
    }

    @Override
    public Launch launch() {
        List<String> command = new ArrayList<>(asOrdinaryUser());
        command.addAll(List.of(
                binaries().resolve("bin/postgres").toString(),
                "-D",
                layout.data(Part.POSTGRESQL).toString(),
                "-p",
                Integer.toString(ports.of(Part.POSTGRESQL))));
        Map<String, String> usual = Map.ofEntries(
                Map.entry("listen_addresses", "127.0.0.1"),
                Map.entry("unix_socket_directories", ""),
                Map.entry("max_connections", "200"),
                Map.entry("shared_buffers", "128MB"),
                Map.entry("max_wal_size", "1GB"),
                // Compressing pages costs more processor time than it saves of the disk.
                Map.entry("wal_compression", "off"),
                // Random reads cost little more than reads in sequence on solid state.
                Map.entry("random_page_cost", "1.1"),
                Map.entry("fsync", "on"),
                Map.entry("synchronous_commit", "on"),
                Map.entry("timezone", "UTC"),
                Map.entry("log_timezone", "UTC"),
                // DETAIL lines would quote values of rows, and rows hold persons.
                Map.entry("log_error_verbosity", "terse"),
                Map.entry("log_parameter_max_length_on_error", "0"));
        // The last one given counts.
        for (Map<String, String> settings : List.of(usual, further)) {
            settings.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        }
        return new Launch(command, Map.of());
    }

    @Override
    public boolean ready() {
        try (Connection connection = connect()) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Creates roles and databases that are missing. */
    @Override
    public void equip() {
        create(DATABASES);
    }

    /** Creates databases that are missing, each with its owner. */
    void create(List<String> names) {
        try (Connection connection = connect()) {
            for (String name : names) {
                if (!exists(connection, "select 1 from pg_roles where rolname = ?", name)) {
                    execute(
                            connection,
                            "create role " + name + " login password '" + LocalSecrets.ofDatabase(name) + "'");
                }
                if (!exists(connection, "select 1 from pg_database where datname = ?", name)) {
                    execute(connection, "create database " + name + " owner " + name);
                    // A service cannot even look into the database of another.
                    execute(connection, "revoke all on database " + name + " from public");
                }
            }
        } catch (SQLException e) {
            throw new Complaint("The databases could not be created: " + e.getMessage(), e);
        }
    }

    /** Keeps what there is for the next new suite. */
    void keepSeed() throws InterruptedException {
        if (seed.present().isEmpty()) {
            try (Connection connection = connect()) {
                seed.keep(layout.data(Part.POSTGRESQL), connection);
            } catch (SQLException e) {
                throw new Complaint("The database cluster could not be copied: " + e.getMessage(), e);
            }
        }
    }

    static String url(Ports ports, String database) {
        return "jdbc:postgresql://localhost:" + ports.of(Part.POSTGRESQL) + "/" + database;
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                url(ports, "postgres") + "?connectTimeout=2&socketTimeout=30",
                SUPER_USER,
                LocalSecrets.ofDatabase(SUPER_USER));
    }

    private static boolean exists(Connection connection, String sql, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** PostgreSQL refuses to run as root; in a user namespace root is an ordinary user. */
    private static List<String> asOrdinaryUser() {
        return "root".equals(System.getProperty("user.name")) ? List.of("unshare", "-U") : List.of();
    }

    private Path binaries() {
        return layout.tools()
                .resolve("postgresql-"
                        + Toolbox.fingerprint(List.of(layout.parts().resolve("postgresql.jar"))));
    }

    private void unpack(Path folder) throws IOException {
        try (JarFile jar = new JarFile(layout.parts().resolve("postgresql.jar").toFile());
                InputStream packed = jar.getInputStream(jar.getEntry("postgres-linux-x86_64.txz"));
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(packed))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException("an entry of the archive points outside: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(target.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else if (entry.isLink()) {
                    Files.createLink(target, folder.resolve(entry.getLinkName()));
                } else {
                    Files.copy(tar, target);
                    Set<PosixFilePermission> rights =
                            PosixFilePermissions.fromString((entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--");
                    Files.setPosixFilePermissions(target, rights);
                }
            }
        }
    }
}
