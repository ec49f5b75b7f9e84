package org.chengxin.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.chengxin.local.Suite;
import org.jspecify.annotations.Nullable;

/**
 * I6, as somebody outside sees it: the words of every entry make its leaf, and the independent verifier finds the tree
 * signed and every earlier checkpoint in it.
 */
final class AccessTree {

    /** The last checkpoint of each platform that was seen here: what nobody there can change. */
    private static final Map<URI, String> SEEN = new ConcurrentHashMap<>();

    private AccessTree() {}

    static void holds(Suite.Database database, URI platform) throws IOException, InterruptedException, SQLException {
        try (var connection = Invariants.open(database)) {
            assertThat(altered(connection))
                    .as("I6: entries that are not what was hashed")
                    .isEmpty();
        }
        String now = read(platform, "checkpoint");
        var earlier = new ArrayList<>(Rows.of(database, "select checkpoint from access_checkpoint order by size"));
        String seen = SEEN.put(platform, now);
        if (seen != null) {
            earlier.add(seen);
        }
        assertThat(earlier).as("I6: checkpoints that were kept").isNotEmpty();
        for (String checkpoint : earlier) {
            verify(platform, checkpoint);
        }
    }

    /** Entries whose words are not those that were hashed when they were written. */
    static List<String> altered(Connection connection) throws SQLException {
        var altered = new ArrayList<String>();
        compare(connection, """
                select l.leaf_hash, e.access_id, e.subject_id, e.at, e.organisation, e.service, e.purpose, e.matter_number,
                       e.legal_basis, e.outcome, e.record_types, e.staff_number, e.consent_id, e.break_glass
                  from access_entry e
                  join access_leaf l on l.access_id = e.access_id and l.subject_id = e.subject_id
                """, AccessTree::entry, altered);
        compare(connection, """
                select l.leaf_hash, p.pull_id, p.at, p.receiver, p.feed, p.kind, p.purpose, p.legal_basis, p.agreement_id,
                       p.up_to, p.records
                  from bulk_pull p
                  join access_leaf l on l.access_id = p.pull_id
                """, AccessTree::pull, altered);
        return altered;
    }

    private interface Words {
        Map<String, @Nullable Object> of(ResultSet row) throws SQLException;
    }

    private static void compare(Connection connection, String sql, Words words, List<String> altered)
            throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            while (row.next()) {
                byte[] text = Api.JSON.writeValueAsBytes(words.of(row));
                if (!Arrays.equals(leaf(text), row.getBytes(1))) {
                    altered.add(row.getString(2));
                }
            }
        }
    }

    private static Map<String, @Nullable Object> entry(ResultSet row) throws SQLException {
        var words = new LinkedHashMap<String, @Nullable Object>();
        words.put("accessId", row.getString("access_id"));
        words.put("subjectId", row.getString("subject_id"));
        words.put("at", at(row));
        for (String column : List.of("organisation", "service", "purpose")) {
            words.put(column, row.getString(column));
        }
        words.put("matterNumber", row.getString("matter_number"));
        words.put("legalBasis", row.getString("legal_basis"));
        words.put("outcome", row.getString("outcome"));
        words.put("recordTypes", row.getArray("record_types").getArray());
        words.put("staffNumber", row.getString("staff_number"));
        words.put("consentId", row.getString("consent_id"));
        words.put("breakGlass", row.getString("break_glass"));
        return words;
    }

    private static Map<String, @Nullable Object> pull(ResultSet row) throws SQLException {
        String numbers = Arrays.stream((Integer[]) row.getArray("records").getArray())
                .map(String::valueOf)
                .collect(Collectors.joining(","));
        var words = new LinkedHashMap<String, @Nullable Object>();
        words.put("pullId", row.getString("pull_id"));
        words.put("at", at(row));
        for (String column : List.of("receiver", "feed", "kind", "purpose")) {
            words.put(column, row.getString(column));
        }
        words.put("legalBasis", row.getString("legal_basis"));
        words.put("agreementId", row.getString("agreement_id"));
        words.put("upTo", row.getLong("up_to"));
        words.put("records", HexFormat.of().formatHex(sha256(numbers.getBytes(StandardCharsets.US_ASCII))));
        return words;
    }

    private static String at(ResultSet row) throws SQLException {
        return row.getObject("at", OffsetDateTime.class).toInstant().toString();
    }

    private static void verify(URI platform, String since) throws IOException, InterruptedException {
        Path kept = Files.createTempFile("checkpoint", ".txt");
        try {
            Files.writeString(kept, since);
            var verdict = OutsideVerifier.run(
                    "--log=" + platform.resolve("/v1/access-ledger"),
                    "--key=" + read(platform, "key").strip(),
                    "--since=" + kept);
            assertThat(verdict.code()).as("I6: %s", verdict.said()).isZero();
        } finally {
            Files.delete(kept);
        }
    }

    private static String read(URI platform, String what) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(
                    HttpRequest.newBuilder(platform.resolve("/v1/access-ledger/" + what))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return Objects.requireNonNull(answer.body());
        }
    }

    /** The leaf that stands for some words. */
    static byte[] leaf(byte[] text) {
        byte[] marked = new byte[text.length + 1];
        System.arraycopy(text, 0, marked, 1, text.length);
        return sha256(marked);
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
