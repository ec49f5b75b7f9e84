package org.chengxin.sharing.exchange;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.chengxin.sharing.Person;
import org.chengxin.sharing.ReceiverTokens;
import org.chengxin.sharing.agreements.Agreed;
import org.chengxin.sharing.agreements.Agreement.Grant;
import org.chengxin.sharing.agreements.Agreements;
import org.chengxin.sharing.exchange.Receivers.Receiver;
import org.chengxin.sharing.exchange.StoreConfiguration.StoreSettings;
import org.chengxin.sharing.records.Arrival;
import org.chengxin.sharing.signing.Seal;
import org.chengxin.testkit.PeerServers;
import org.chengxin.testkit.ServiceTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
class UploadFilesTest {

    @Autowired
    private Agreements agreements;

    @Autowired
    private ExportFiles exportFiles;

    @Autowired
    private JsonMapper json;

    @Autowired
    private ApplicationContext service;

    @TempDir
    private Path folder;

    private final Bucket bucket = new Bucket();
    private Receiver receiver;

    /** What can be wrong with a store. */
    enum Trouble {
        DOWN,
        REFUSING,
        SLOW,
        BUCKET_MISSING
    }

    @BeforeEach
    void anExport() throws IOException {
        var division = "56" + "%04d".formatted(Math.abs(UUID.randomUUID().hashCode() % 10_000));
        receiver = new Receiver("prefecture-" + division, "prefecture-" + division);
        agreements.add(Agreed.on(
                receiver.name(), receiver.feed(), List.of(division), List.of(new Grant("*", List.of("summary")))));
        ReceiverTokens.areGiven();
        Arrival.arrive(
                service,
                Arrival.of(Person.someone().subjectId()).with("division", division),
                Arrival.of(Person.someone().subjectId()).with("division", division));
        exportFiles.export(receiver, folder).orElseThrow();
    }

    @Test
    void anExportIsInTheStoreAsItWasInTheFolderAndNothingStaysThere() throws IOException {
        var exported = inFolder();
        try (var store = new S3Store(bucket.settings())) {
            uploads(store).uploadAll();
        }

        assertThat(exported).hasSize(4);
        assertThat(digests(bucket.contents())).isEqualTo(digests(exported));
        assertThat(inFolder()).isEmpty();
    }

    @Test
    void theSignedManifestComesLast() throws IOException {
        var store = new Counting();

        uploads(store).uploadAll();

        assertThat(store.puts).hasSize(4);
        assertThat(store.puts.get(2)).endsWith(".manifest.json");
        assertThat(store.puts.get(3)).endsWith(".manifest.jws");
    }

    @Test
    void whatBreaksOffIsGoneOnWithAndNothingIsSentTwice() throws IOException {
        var exported = inFolder();
        try (var store = new S3Store(bucket.settings())) {
            var breaking = new Counting(store, 2);
            uploads(breaking).uploadAll();
            var meanwhile = bucket.names();
            var again = new Counting(store, Integer.MAX_VALUE);

            uploads(again).uploadAll();

            assertThat(meanwhile).hasSize(2).noneMatch(name -> name.contains("manifest"));
            assertThat(again.puts).hasSize(2).allMatch(name -> name.contains("manifest"));
        }
        assertThat(digests(bucket.contents())).isEqualTo(digests(exported));
        assertThat(inFolder()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aStoreInTroubleLosesNothingAndGetsItLater(Trouble trouble) throws IOException {
        var exported = inFolder();
        PeerServers.authority().stubFor(any(anyUrl()).willReturn(ok().withFixedDelay(20_000)));
        var settings = switch (trouble) {
            case DOWN -> bucket.at(URI.create("http://127.0.0.1:1"));
            case REFUSING -> bucket.ofAStranger();
            case SLOW -> impatient(bucket.at(URI.create(PeerServers.authority().baseUrl())));
            case BUCKET_MISSING -> elsewhere(bucket.settings());
        };
        try (var store = new S3Store(settings)) {
            uploads(store).uploadAll();
            assertThatThrownBy(() -> store.put("x", folder.resolve("x"), "")).isInstanceOf(IOException.class);
        }
        var kept = inFolder();
        try (var store = new S3Store(bucket.settings())) {
            uploads(store).uploadAll();
        }

        assertThat(digests(kept)).isEqualTo(digests(exported));
        assertThat(digests(bucket.contents())).isEqualTo(digests(exported));
    }

    @Test
    void aFileThatIsNotWhatTheManifestSaysIsNotSent() throws IOException {
        Path part;
        try (var files = Files.list(folder.resolve(receiver.name()))) {
            part = files.filter(file -> file.toString().endsWith(".csv.gz"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.writeString(part, "something else");

        try (var store = new S3Store(bucket.settings())) {
            uploads(store).uploadAll();
        }

        assertThat(bucket.names()).noneMatch(name -> name.contains("manifest") || name.endsWith(".csv.gz"));
        assertThat(inFolder()).hasSize(4);
    }

    @Test
    void anExportWithoutAManifestStaysWhereItIs() throws IOException {
        try (var files = Files.list(folder.resolve(receiver.name()))) {
            for (var file : files.filter(one -> one.toString().endsWith(".jws")).toList()) {
                Files.delete(file);
            }
        }
        var store = new Counting();

        uploads(store).uploadAll();

        assertThat(store.puts).isEmpty();
        assertThat(inFolder()).hasSize(3);
    }

    private UploadFiles uploads(FileStore store) {
        return new UploadFiles(Optional.of(store), folder, new Receivers(List.of(receiver)), json);
    }

    private static StoreSettings impatient(StoreSettings settings) {
        return new StoreSettings(
                settings.bucket(),
                settings.endpoint(),
                settings.region(),
                settings.accessKey(),
                settings.secretKey(),
                settings.connectTimeout(),
                Duration.ofMillis(300),
                Duration.ofSeconds(5));
    }

    private static StoreSettings elsewhere(StoreSettings settings) {
        return new StoreSettings(
                "no-such-bucket",
                settings.endpoint(),
                settings.region(),
                settings.accessKey(),
                settings.secretKey(),
                settings.connectTimeout(),
                settings.readTimeout(),
                settings.callTimeout());
    }

    /** The files of the receiver under the names that they have in the store. */
    private Map<String, byte[]> inFolder() throws IOException {
        var contents = new TreeMap<String, byte[]>();
        try (var files = Files.list(folder.resolve(receiver.name()))) {
            for (var file : files.toList()) {
                contents.put(receiver.name() + "/" + file.getFileName(), Files.readAllBytes(file));
            }
        }
        return contents;
    }

    private static Map<String, String> digests(Map<String, byte[]> contents) {
        var digests = new TreeMap<String, String>();
        contents.forEach((name, content) -> digests.put(name, HexFormat.of().formatHex(Seal.sha256(content))));
        return digests;
    }

    /** Notes what is put, and breaks after so many. */
    private static final class Counting implements FileStore {

        private final List<String> puts = new ArrayList<>();
        private final FileStore store;
        private final int most;

        Counting() {
            this(
                    new FileStore() {
                        @Override
                        public Optional<String> sha256(String name) {
                            return Optional.empty();
                        }

                        @Override
                        public void put(String name, Path file, String sha256) {
                            // Whatever comes is welcome.
                        }
                    },
                    Integer.MAX_VALUE);
        }

        Counting(FileStore store, int most) {
            this.store = store;
            this.most = most;
        }

        @Override
        public Optional<String> sha256(String name) throws IOException {
            return store.sha256(name);
        }

        @Override
        public void put(String name, Path file, String sha256) throws IOException {
            if (puts.size() == most) {
                throw new IOException("broken off");
            }
            store.put(name, file, sha256);
            puts.add(name);
        }
    }
}
