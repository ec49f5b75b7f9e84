package org.chengxin.sharing.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chengxin.sharing.exchange.ExportFiles.Manifest;
import org.chengxin.sharing.exchange.Receivers.Receiver;
import org.chengxin.sharing.signing.Seal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes finished exports from the folder to the store. The signed manifest goes last, so whoever sees it there finds all it
 * names; then nothing stays in the folder.
 *
 * <p>It may be stopped at any moment: what the store has already is not sent once more, and a store that is away gets the
 * rest when it is back.
 */
final class UploadFiles {

    private static final Logger log = LoggerFactory.getLogger(UploadFiles.class);
    private static final String PLAIN = ".manifest.json";
    private static final String SIGNED = ".manifest.jws";

    private final Optional<FileStore> store;
    private final Path folder;
    private final Receivers receivers;
    private final JsonMapper json;

    UploadFiles(Optional<FileStore> store, Path folder, Receivers receivers, JsonMapper json) {
        this.store = store;
        this.folder = folder;
        this.receivers = receivers;
        this.json = json;
    }

    @Scheduled(fixedDelayString = "${chengxin.sharing.exchange.upload-every}")
    void uploadAll() {
        store.ifPresent(to -> {
            for (var receiver : receivers.all()) {
                try {
                    upload(receiver, to);
                } catch (IOException e) {
                    // The others are not held up; this one is tried again.
                    log.warn("Files of feed {} wait in the folder: {}", receiver.feed(), e.getMessage());
                }
            }
        });
    }

    private void upload(Receiver receiver, FileStore to) throws IOException {
        var from = folder.resolve(receiver.name());
        for (var signed : finished(from, receiver.feed())) {
            var plain = from.resolve(name(signed).replace(SIGNED, PLAIN));
            var manifest = json.readValue(Files.readAllBytes(plain), Manifest.class);
            var sent = new ArrayList<Path>();
            for (var part : Stream.concat(manifest.parts().stream(), manifest.csv().stream())
                    .toList()) {
                sent.add(put(from.resolve(part.name()), part.sha256(), receiver, to));
            }
            for (var last : List.of(plain, signed)) {
                sent.add(put(last, HexFormat.of().formatHex(Seal.sha256(Files.readAllBytes(last))), receiver, to));
            }
            // The manifest first: without it, the rest is nothing that would be sent again.
            for (var file : sent.reversed()) {
                Files.deleteIfExists(file);
            }
            log.info(
                    "Feed {} at position {} is in the store: {} items",
                    receiver.feed(),
                    manifest.position(),
                    manifest.items());
        }
    }

    /** The signed manifests of whole exports, the earliest first. */
    private static List<Path> finished(Path from, String feed) throws IOException {
        if (!Files.isDirectory(from)) {
            return List.of();
        }
        var manifest = Pattern.compile(Pattern.quote(feed) + "-([0-9]{1,18})" + Pattern.quote(SIGNED));
        var found = new TreeMap<Long, Path>();
        try (var files = Files.list(from)) {
            files.forEach(file -> {
                var name = manifest.matcher(name(file));
                if (name.matches()) {
                    found.put(Long.valueOf(name.group(1)), file);
                }
            });
        }
        return List.copyOf(found.values());
    }

    private static Path put(Path file, String sha256, Receiver receiver, FileStore to) throws IOException {
        var name = receiver.name() + "/" + name(file);
        if (!to.sha256(name).equals(Optional.of(sha256))) {
            to.put(name, file, sha256);
        }
        return file;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
