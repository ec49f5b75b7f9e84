package org.chengxin.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.chengxin.local.access.LocalSecrets;
import org.chengxin.local.access.RealmFile;

/** Keycloak with the generated realm, on its own database. */
final class KeycloakServer implements Server {

    static final String ADMINISTRATOR = "admin";

    private final Layout layout;
    private final Ports ports;
    private final Postgres postgres;

    KeycloakServer(Layout layout, Ports ports, Postgres postgres) {
        this.layout = layout;
        this.ports = ports;
        this.postgres = postgres;
    }

    static String baseUrl(Ports ports) {
        return "http://localhost:" + ports.of(Part.KEYCLOAK);
    }

    /** The issuer of every token. */
    static String realmUrl(Ports ports) {
        return baseUrl(ports) + "/realms/" + RealmFile.REALM;
    }

    @Override
    public Part part() {
        return Part.KEYCLOAK;
    }

    @Override
    public void prepare() throws InterruptedException {
        Path distribution = distribution();
        Folders.once(distribution, folder -> {
            Path log = layout.log(Part.KEYCLOAK);
            Shell.run(
                    "Unpacking Keycloak",
                    log,
                    Map.of(),
                    List.of(
                            "tar",
                            "-xzf",
                            layout.parts().resolve("keycloak.tar.gz").toString(),
                            "-C",
                            folder.toString(),
                            "--strip-components=1"));
            Shell.run(
                    "Building Keycloak for PostgreSQL",
                    log,
                    Map.of("JAVA_HOME", Jdk.home().toString()),
                    List.of(
                            "sh",
                            folder.resolve("bin/kc.sh").toString(),
                            "build",
                            "--db=postgres",
                            "--health-enabled=false",
                            "--metrics-enabled=false"));
        });
        Path own = layout.home().resolve("keycloak");
        try {
            Files.createDirectories(own.resolve("data/import"));
            for (String shared : List.of("lib", "conf", "providers", "themes")) {
                Path link = own.resolve(shared);
                Files.deleteIfExists(link);
                Files.createSymbolicLink(link, distribution.resolve(shared));
            }
        } catch (IOException e) {
            throw new Complaint("The folder " + own + " cannot be prepared: " + e.getMessage() + ".", e);
        }
        Folders.write(own.resolve("data/import/" + RealmFile.REALM + "-realm.json"), RealmFile.json());
    }

    @Override
    public Launch launch() {
        String home = layout.home().resolve("keycloak").toString();
        return new Launch(
                List.of(
                        Jdk.java(),
                        "-Xms64m",
                        "-Xmx320m",
                        "-XX:MaxMetaspaceSize=256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Dfile.encoding=UTF-8",
                        "-Dstdout.encoding=UTF-8",
                        "-Dstderr.encoding=UTF-8",
                        "-Duser.language=en",
                        "-Duser.country=US",
                        "--add-opens=java.base/java.util=ALL-UNNAMED",
                        "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                        "--add-opens=java.base/java.security=ALL-UNNAMED",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Djava.util.concurrent.ForkJoinPool.common.threadFactory=io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-Dpicocli.disable.closures=true",
                        "-Dquarkus-log-max-startup-records=10000",
                        "-Dkc.home.dir=" + home,
                        "-Djboss.server.config.dir=" + home + "/conf",
                        "-cp",
                        home + "/lib/quarkus-run.jar",
                        "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
                        "start",
                        "--optimized",
                        // One node: no cluster of caches, no port for cluster messages.
                        "--cache=local",
                        "--import-realm",
                        "--http-enabled=true",
                        "--http-host=127.0.0.1",
                        "--http-port=" + ports.of(Part.KEYCLOAK),
                        "--hostname=" + baseUrl(ports),
                        "--db-url=" + Postgres.url(ports, "keycloak"),
                        "--db-username=keycloak",
                        "--db-pool-max-size=10"),
                Map.of(
                        "KC_DB_PASSWORD",
                        LocalSecrets.ofDatabase("keycloak"),
                        "KC_BOOTSTRAP_ADMIN_USERNAME",
                        ADMINISTRATOR,
                        "KC_BOOTSTRAP_ADMIN_PASSWORD",
                        LocalSecrets.ofUser(ADMINISTRATOR)));
    }

    /** The port listens long before the realm is there, so the realm is asked for. */
    @Override
    public boolean ready() throws InterruptedException {
        return Http.answers(URI.create(realmUrl(ports)));
    }

    /** Its tables are made and the realm is in: the costly part of a first start, kept for the next one. */
    @Override
    public void equip() throws InterruptedException {
        postgres.keepSeed();
    }

    private Path distribution() {
        Path archive = layout.parts().resolve("keycloak.tar.gz");
        try {
            return layout.tools().resolve("keycloak-" + Files.size(archive));
        } catch (IOException e) {
            throw new Complaint("The module deploy/local is not built yet; run mvn package, or deploy/local/up.", e);
        }
    }
}
