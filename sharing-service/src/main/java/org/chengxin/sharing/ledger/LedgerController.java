package org.chengxin.sharing.ledger;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.sharing.signing.Seal;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The Merkle log of accesses for outsiders (C2SP tlog-tiles): hashes, no personal data. */
@RestController
@RequestMapping("/v1/access-ledger")
class LedgerController {

    private static final Pattern TILE =
            Pattern.compile("/tile/[0-9]{1,2}/((?:x[0-9]{3}/){0,4}[0-9]{3})(?:\\.p/([0-9]{1,3}))?$");
    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(java.time.Duration.ofDays(365)).cachePublic().immutable();

    private final AccessLedger ledger;
    private final Seal seal;

    LedgerController(AccessLedger ledger, Seal seal) {
        this.ledger = ledger;
        this.seal = seal;
    }

    @GetMapping(path = "/checkpoint", produces = "text/plain;charset=UTF-8")
    @Operation(
            summary = "The signed head of the log (C2SP tlog-checkpoint)",
            description = "404 `checkpoint-not-found`.")
    public ResponseEntity<String> checkpoint() {
        String checkpoint = ledger.head().checkpoint();
        if (checkpoint == null) {
            throw Problem.notFound("checkpoint-not-found", "The log has no entry yet.")
                    .refusal();
        }
        return ResponseEntity.ok().cacheControl(CacheControl.noCache()).body(checkpoint);
    }

    @GetMapping(path = "/key", produces = "text/plain;charset=UTF-8")
    @Operation(summary = "The verifier key of the checkpoints (C2SP signed-note)")
    public String key() {
        return Checkpoint.verifierKey(seal) + "\n";
    }

    @GetMapping("/tile/{level}/**")
    @Operation(
            summary = "Hashes of a level, 256 a tile (C2SP tlog-tiles)",
            description = "`/tile/<level>/<number>` with the number in groups of three digits, all but the last after"
                    + " an x: `x001/234`; `.p/<width>` for a tile that is not full yet. A tile never changes."
                    + " 404 `tile-not-found`.")
    public ResponseEntity<?> tile(@PathVariable int level, @Parameter(hidden = true) HttpServletRequest request) {
        var asked = TILE.matcher(request.getRequestURI());
        if (!asked.find()) {
            return notFound();
        }
        int width = asked.group(2) == null ? MerkleTree.WIDTH : Integer.parseInt(asked.group(2));
        long number = Long.parseLong(asked.group(1).replace("x", "").replace("/", ""));
        var hashes = ledger.tile(level, number).orElse(new byte[0]);
        if (width < 1 || hashes.length < width * 32) {
            return notFound();
        }
        return ResponseEntity.ok()
                .cacheControl(FOR_EVER)
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(Arrays.copyOf(hashes, width * 32));
    }

    private static ResponseEntity<Problem> notFound() {
        return Problem.notFound("tile-not-found", "The log has no such tile yet.")
                .answer();
    }
}
