package org.chengxin.record.proof;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.chengxin.chassis.problem.Problem;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The tree of hashes for whoever wants to check us: no token, nothing about anybody. */
@RestController
@RequestMapping("/v1/ledger")
@Tag(name = "Ledger")
class LedgerController {

    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private final GrowTree tree;
    private final Tiles tiles;
    private final SignedNote note;
    private final JdbcClient jdbc;

    LedgerController(GrowTree tree, Tiles tiles, SignedNote note, JdbcClient jdbc) {
        this.tree = tree;
        this.tiles = tiles;
        this.note = note;
        this.jdbc = jdbc;
    }

    /** That the tree of {@code to} leaves begins with the tree of {@code from} leaves (RFC 6962, 2.1.2). */
    record Consistency(long from, long to, List<String> hashes) {}

    @GetMapping(path = "/checkpoint", produces = MediaType.TEXT_PLAIN_VALUE)
    @SecurityRequirements
    @Operation(summary = "The latest signed head of the tree (C2SP tlog-checkpoint)")
    ResponseEntity<String> checkpoint() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofSeconds(2)).cachePublic())
                .body(tree.checkpoint()
                        .orElseThrow(() -> Problem.notFound("checkpoint-missing", "Nothing has been signed yet.")
                                .refusal()));
    }

    @GetMapping(path = "/key", produces = MediaType.TEXT_PLAIN_VALUE)
    @SecurityRequirements
    @Operation(summary = "Verifier keys of the checkpoints; better take them from elsewhere")
    String key() {
        return note.verifierKeys();
    }

    @GetMapping("/consistency")
    @SecurityRequirements
    @Operation(summary = "That an earlier tree is the beginning of a later one")
    Consistency consistency(@RequestParam long from, @RequestParam long to) {
        if (from < 1 || from > to || to > tree.size()) {
            throw Problem.unprocessable("outside-the-tree", "Give sizes from 1 to that of the latest checkpoint.")
                    .with("size", tree.size())
                    .refusal();
        }
        var hashes = new MerkleTree(tiles.reading()).consistency(from, to);
        return new Consistency(
                from,
                to,
                hashes.stream().map(Base64.getEncoder()::encodeToString).toList());
    }

    @GetMapping(
            path = {"/tile/**", "/tiles/**"},
            produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @SecurityRequirements
    @Operation(
            summary = "A tile of hashes, or a bundle of entries (C2SP tlog-tiles)",
            description =
                    "Addresses as in C2SP tlog-tiles: `tile/<level>/<number>[.p/<width>]`, `tile/entries/<number>[.p/<width>]`.")
    ResponseEntity<byte[]> tile(HttpServletRequest request) {
        var path = request.getRequestURI().replaceFirst("^.*/ledger/tiles?/", "");
        return TilePath.parse(path)
                .map(this::bytes)
                .filter(bytes -> bytes.length > 0)
                .map(bytes -> ResponseEntity.ok()
                        .cacheControl(FOR_EVER)
                        .contentType(MediaType.APPLICATION_OCTET_STREAM)
                        .body(bytes))
                .orElseThrow(() -> Problem.notFound("tile-not-found", "The tree has no such tile (yet).")
                        .refusal());
    }

    /** A partial tile that has become full is still answered: its width is in its address. */
    private byte[] bytes(TilePath path) {
        var first = path.number() * Tiles.WIDTH;
        return path.level()
                .map(level -> {
                    var wanted = path.width() * Hash.BYTES;
                    var hashes =
                            tiles.find(new Tiles.Place(level, path.number())).orElseGet(() -> new byte[0]);
                    return hashes.length < wanted ? new byte[0] : Arrays.copyOf(hashes, wanted);
                })
                .orElseGet(() -> entries(first, path.width()));
    }

    /** What stands in the tree: a commitment for each version, 32 bytes with their length before them. */
    private byte[] entries(long first, int count) {
        var commitments = jdbc.sql("""
                        select v.commitment
                          from version_bundle b
                          join record_version v on v.bundle = b.id
                         where b.first_leaf >= coalesce(
                                   (select max(e.first_leaf) from version_bundle e where e.first_leaf <= :first), 0)
                           and b.first_leaf < :end
                           and v.nth >= :first - b.first_leaf and v.nth < :end - b.first_leaf
                         order by b.first_leaf, v.nth
                        """)
                .param("first", first)
                .param("end", first + count)
                .query((row, _) -> row.getBytes("commitment"))
                .list();
        var bytes = new ByteArrayOutputStream();
        if (commitments.size() == count) {
            for (var commitment : commitments) {
                bytes.write(0);
                bytes.write(Hash.BYTES);
                bytes.writeBytes(commitment);
            }
        }
        return bytes.toByteArray();
    }
}
