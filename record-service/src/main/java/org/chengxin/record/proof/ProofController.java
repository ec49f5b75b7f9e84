package org.chengxin.record.proof;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.record.ledger.ShowRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** That a version of a record stands in the tree, for the person and the provider. */
@RestController
@Tag(name = "Ledger")
class ProofController {

    private final ShowRecord showRecord;
    private final GrowTree tree;
    private final Tiles tiles;
    private final JdbcClient jdbc;

    ProofController(ShowRecord showRecord, GrowTree tree, Tiles tiles, JdbcClient jdbc) {
        this.showRecord = showRecord;
        this.tree = tree;
        this.tiles = tiles;
        this.jdbc = jdbc;
    }

    /**
     * Everything that is needed to check one version: the commitment is SHA-256 over salt and content, the leaf SHA-256
     * over a zero byte and the commitment, and the hashes lead from it to the root of the checkpoint (RFC 6962).
     */
    record Inclusion(
            UUID recordId,
            int version,
            long leaf,
            String content,
            String salt,
            String commitment,
            List<String> hashes,
            String checkpoint) {}

    private record Row(int version, @Nullable Long leaf, String content, byte[] salt, byte[] commitment) {}

    @GetMapping("/v1/records/{id}/proof")
    @PreAuthorize("hasAnyAuthority('department', 'prefecture', 'citizen')")
    @Transactional
    Inclusion proof(@PathVariable UUID id, @RequestParam(required = false) @Nullable Integer version, Caller caller) {
        var shown = showRecord
                .to(caller, id)
                .orElseThrow(() -> Problem.notFound("record-not-found", "You have no record with this id.")
                        .refusal());
        var row = row(id, version == null ? shown.version() : version);
        var size = tree.size();
        var leaf = row.leaf();
        if (leaf == null || leaf >= size) {
            throw Problem.conflict("not-in-the-tree-yet", "The tree takes it in within seconds; ask again.")
                    .refusal();
        }
        var base64 = Base64.getEncoder();
        return new Inclusion(
                id,
                row.version(),
                leaf,
                row.content(),
                base64.encodeToString(row.salt()),
                base64.encodeToString(row.commitment()),
                new MerkleTree(tiles.reading())
                        .inclusion(leaf, size).stream()
                                .map(base64::encodeToString)
                                .toList(),
                tree.checkpoint().orElseThrow());
    }

    private Row row(UUID id, int version) {
        return jdbc.sql("""
                        select v.version, b.first_leaf + v.nth as leaf, v.content::text as content, v.salt, v.commitment
                          from record_version v
                          join version_bundle b on b.id = v.bundle
                         where v.record_id = :id and v.version = :version and v.content is not null
                        """)
                .param("id", id)
                .param("version", version)
                .query((row, _) -> new Row(
                        row.getInt("version"),
                        row.getObject("leaf", Long.class),
                        row.getString("content"),
                        row.getBytes("salt"),
                        row.getBytes("commitment")))
                .optional()
                .orElseThrow(() -> Problem.notFound("version-not-found", "The record has no such version.")
                        .refusal());
    }
}
