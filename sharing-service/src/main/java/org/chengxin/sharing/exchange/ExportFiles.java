package org.chengxin.sharing.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chengxin.sharing.access.BulkPull.Kind;
import org.chengxin.sharing.exchange.Receivers.Receiver;
import org.chengxin.sharing.feed.StreamSnapshot;
import org.chengxin.sharing.feed.StreamSnapshot.End;
import org.chengxin.sharing.feed.StreamSnapshot.Wanted;
import org.chengxin.sharing.signing.Seal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * File mode of GB/T 39443: the snapshot of a feed as packed NDJSON and CSV files with a signed manifest, in a folder that
 * the receiver is given. The manifest comes last: whoever sees it sees whole files.
 */
@Component
class ExportFiles {

    private static final Logger log = LoggerFactory.getLogger(ExportFiles.class);

    private final StreamSnapshot snapshot;
    private final Seal seal;
    private final JsonMapper json;
    private final Clock clock;
    private final String folder;
    private final Receivers receivers;
    private final long partBytes;

    ExportFiles(
            StreamSnapshot snapshot,
            Seal seal,
            JsonMapper json,
            Clock clock,
            @Value("${chengxin.sharing.exchange.folder}") String folder,
            @Value("${chengxin.sharing.exchange.files}") String receivers,
            @Value("${chengxin.sharing.exchange.part-bytes}") long partBytes) {
        this.snapshot = snapshot;
        this.seal = seal;
        this.json = json;
        this.clock = clock;
        this.folder = folder;
        this.receivers = Receivers.of(receivers);
        this.partBytes = partBytes;
    }

    /** What an export holds, as lines of JSON and again as CSV; {@code sha256} of a part is over the packed file. */
    @JsonPropertyOrder({"receiver", "feed", "position", "at", "items", "parts", "csv"})
    record Manifest(
            String receiver, String feed, long position, Instant at, long items, List<Part> parts, List<Part> csv) {}

    /** One file. */
    record Part(String name, long items, String sha256) {}

    @Scheduled(cron = "${chengxin.sharing.exchange.files-at}", zone = "Asia/Shanghai")
    void exportAll() {
        if (folder.isBlank()) {
            return;
        }
        for (var receiver : receivers.all()) {
            try {
                export(receiver, Path.of(folder));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** @return nothing when the feed is closed to the receiver or broke off; then no manifest is written */
    Optional<Manifest> export(Receiver receiver, Path into) throws IOException {
        long position = snapshot.head();
        var target = Files.createDirectories(into.resolve(receiver.name()));
        var parts = new ArrayList<Part>();
        var csv = new ArrayList<Part>();
        long after = 0;
        long items = 0;
        End end;
        do {
            String name = "%s-%d-%04d".formatted(receiver.feed(), position, parts.size() + 1);
            StreamSnapshot.Trailer trailer;
            var lines = new Packed(target, name + ".ndjson.gz");
            var table = new Packed(target, name + ".csv.gz");
            try (var out = new CsvTwin(lines.out(), table.out(), json)) {
                trailer = snapshot.write(
                        new Wanted(receiver.name(), receiver.feed(), Kind.FILE, position, after, partBytes), out);
            }
            end = trailer.op();
            if (end == End.BROKEN) {
                lines.discard();
                table.discard();
                log.warn("An export of feed {} broke off: {}", receiver.feed(), trailer.reason());
                return Optional.empty();
            }
            parts.add(new Part(lines.name(), trailer.items(), lines.finish()));
            csv.add(new Part(table.name(), trailer.items(), table.finish()));
            after = trailer.after();
            items += trailer.items();
        } while (end == End.CONTINUE);
        var manifest = new Manifest(receiver.name(), receiver.feed(), position, clock.instant(), items, parts, csv);
        byte[] plain = json.writeValueAsBytes(manifest);
        String name = receiver.feed() + "-" + position + ".manifest";
        Files.write(target.resolve(name + ".json"), plain);
        Files.write(target.resolve(name + ".jws"), seal.jws(plain).getBytes(UTF_8));
        return Optional.of(manifest);
    }
}
