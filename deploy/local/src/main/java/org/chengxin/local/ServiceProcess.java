package org.chengxin.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.chengxin.local.access.LocalSecrets;

/** One of the seven services, as in production: its own JVM, its own jar, configured by the environment alone. */
final class ServiceProcess implements Server {

    private final Part part;
    private final Layout layout;
    private final Ports ports;
    private final Map<String, String> extra;

    /** @param extra environment that this suite sets on top, such as a clock offset */
    ServiceProcess(Part part, Layout layout, Ports ports, Map<String, String> extra) {
        this.part = part;
        this.layout = layout;
        this.ports = ports;
        this.extra = Map.copyOf(extra);
    }

    @Override
    public Part part() {
        return part;
    }

    /** Lays the libraries of the jar side by side: no nested jars at start, and a class path that a start cache can use. */
    @Override
    public void prepare() throws InterruptedException {
        Path jar = layout.jar(part);
        Folders.once(
                extracted(),
                folder -> Shell.run(
                        "Unpacking " + part.id(),
                        layout.log(part),
                        Map.of(),
                        List.of(
                                Jdk.java(),
                                "-Xmx128m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Djarmode=tools",
                                "-jar",
                                jar.toString(),
                                "extract",
                                "--force",
                                "--destination",
                                folder.toString())));
    }

    @Override
    public Launch launch() throws InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Jdk.java());
        command.addAll(cache().options());
        command.add(mainClass());
        return new Launch(command, environment());
    }

    StartCache cache() throws InterruptedException {
        String build = extracted().getFileName().toString();
        return new StartCache(
                layout.tools().resolve(build + "-" + Jdk.version() + ".aot"),
                layout.notes().resolve(build + ".recording"),
                List.of(
                        "-Xms48m",
                        part == Part.RECORD_SERVICE ? "-Xmx320m" : "-Xmx224m",
                        "-Xss512k",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Djava.awt.headless=true",
                        "-Dorg.apache.kafka.sasl.oauthbearer.allowed.urls=" + KeycloakServer.realmUrl(ports)
                                + "/protocol/openid-connect/certs," + KeycloakServer.realmUrl(ports)
                                + "/protocol/openid-connect/token",
                        "-cp",
                        jar().toString()));
    }

    @Override
    public boolean ready() throws InterruptedException {
        return Http.answers(URI.create("http://127.0.0.1:" + ports.of(part) + "/actuator/health/readiness"));
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        String database = part.id().replace("-service", "");
        environment.put("SERVER_PORT", Integer.toString(ports.of(part)));
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        if (part != Part.GATEWAY) {
            environment.put("CHENGXIN_DATABASE_URL", Postgres.url(ports, database));
            environment.put("CHENGXIN_DATABASE_USER", database);
            environment.put("CHENGXIN_DATABASE_PASSWORD", LocalSecrets.ofDatabase(database));
        }
        environment.put("CHENGXIN_KAFKA", "localhost:" + ports.of(Part.KAFKA));
        environment.put("CHENGXIN_KAFKA_SECURITY", "SASL_PLAINTEXT");
        environment.put("CHENGXIN_ISSUER", KeycloakServer.realmUrl(ports));
        environment.put("CHENGXIN_CLIENT_SECRET", LocalSecrets.ofClient(part.id()));
        environment.put("CHENGXIN_AUTHORITY_URL", "http://localhost:" + ports.of(Part.AUTHORITY));
        for (Part peer : Part.services()) {
            String name = peer.id().replace("-service", "").toUpperCase(Locale.ROOT);
            environment.put("CHENGXIN_" + name + "_URL", "http://localhost:" + ports.of(peer));
        }
        environment.putAll(extra);
        return environment;
    }

    private Path jar() {
        return extracted().resolve(part.module() + ".jar");
    }

    private String mainClass() {
        try (JarFile jar = new JarFile(jar().toFile())) {
            return jar.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path extracted() {
        return layout.tools().resolve(part.id() + "-" + Toolbox.fingerprint(List.of(layout.jar(part))));
    }

    /** Removes unpacked jars and caches of earlier builds of this service. */
    void tidy() {
        String current = extracted().getFileName().toString();
        try (var files = Files.list(layout.tools())) {
            for (Path old : files.filter(file -> isOfThisPart(file.getFileName().toString()))
                    .filter(file -> !file.getFileName().toString().startsWith(current))
                    .toList()) {
                Folders.delete(old);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isOfThisPart(String name) {
        return name.matches(part.id() + "-[0-9a-f]{12}(-.*)?");
    }
}
