package org.chengxin.sharing.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.chengxin.sharing.Calls;
import org.chengxin.sharing.exchange.Receivers.Receiver;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What receivers find in their folder and in their tables. */
public final class Exchanged {

    private Exchanged() {}

    /** The items of an export made now; empty when none is made. */
    public static List<JsonNode> files(ApplicationContext service, String receiver, String feed, Path folder)
            throws IOException {
        var manifest = service.getBean(ExportFiles.class).export(new Receiver(receiver, feed), folder);
        var items = new ArrayList<JsonNode>();
        if (manifest.isPresent()) {
            for (var part : manifest.get().parts()) {
                items.addAll(lines(folder.resolve(receiver).resolve(part.name())));
            }
        }
        return items.stream().filter(line -> line.has("recordId")).toList();
    }

    static List<JsonNode> lines(Path file) throws IOException {
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .map(Calls.JSON::readTree)
                    .toList();
        }
    }

    /** The fields of each record in the tables, brought up to date now. */
    public static Map<String, JsonNode> copies(ApplicationContext service, String receiver, String feed) {
        service.getBean(RefreshReplicas.class).refresh(new Receiver(receiver, feed));
        var copies = new HashMap<String, JsonNode>();
        service.getBean(JdbcClient.class)
                .sql("""
                        select cast(record_id as text) as record_id, cast(fields as text) as fields
                        from exchange.replica_record where receiver = :receiver and feed = :feed
                        """)
                .param("receiver", receiver)
                .param("feed", feed)
                .query(row -> {
                    copies.put(row.getString("record_id"), Calls.JSON.readTree(row.getString("fields")));
                });
        return copies;
    }
}
