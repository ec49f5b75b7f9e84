package org.chengxin.sharing.feed;

import com.github.luben.zstd.ZstdOutputStream;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.sharing.access.BulkPull.Kind;
import org.chengxin.sharing.feed.StreamSnapshot.Trailer;
import org.chengxin.sharing.feed.StreamSnapshot.Wanted;
import org.chengxin.sharing.signing.Seal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** GET /v1/feeds/{feed}/snapshot: the state at a position, in parts that can be asked for again. */
@RestController
class SnapshotController {

    private static final long MOST_BYTES = 1L << 40;

    private final FeedPages pages;
    private final StreamSnapshot snapshot;
    private final Seal seal;

    SnapshotController(FeedPages pages, StreamSnapshot snapshot, Seal seal) {
        this.pages = pages;
        this.snapshot = snapshot;
        this.seal = seal;
    }

    @GetMapping("/v1/feeds/{feed}/snapshot")
    @PreAuthorize("hasAnyAuthority('national', 'prefecture')")
    @Operation(
            summary = "Take the state of a feed at a position",
            description =
                    "One JSON object a line: an `UPSERT` for each record that may be used, then one line `END`, `CONTINUE`"
                            + " (ask again with its `after` and `position`) or `BROKEN` (the same, for the reason named:"
                            + " `no-agreement`, `identity-service-unavailable`, `access-log-unavailable`), with the SHA-256 of the"
                            + " item lines and a JWS (EdDSA) over the line without its `signature`. Together with the changes"
                            + " after `position` it is complete."
                            + " `Accept-Encoding` gzip or zstd. 400 `position-in-future`, `position-invalid`, `bytes-invalid`;"
                            + " 403 `no-agreement`.")
    @ApiResponse(
            responseCode = "200",
            description = "The items and the trailer",
            content =
                    @Content(
                            mediaType = "application/x-ndjson",
                            schema = @Schema(oneOf = {FeedItem.Upsert.class, Trailer.class})))
    public void snapshot(
            @PathVariable String feed,
            @Parameter(description = "The position of the snapshot; the present head unless told")
                    @RequestParam(required = false)
                    @Nullable
                    Long position,
            @Parameter(description = "The `after` of the part before") @RequestParam(defaultValue = "0") long after,
            @Parameter(description = "After how many bytes of items a part ends")
                    @RequestParam(defaultValue = "67108864")
                    long maxBytes,
            Caller caller,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        if (maxBytes < 1 || maxBytes > MOST_BYTES) {
            throw Problem.badRequest("bytes-invalid", "A part holds 1 byte to 1 TiB.")
                    .refusal();
        }
        if (!pages.open(caller.name(), feed)) {
            throw Problem.forbidden("no-agreement", "No agreement in force opens this feed to this receiver.")
                    .refusal();
        }
        long head = pages.head();
        long at = position == null ? head : position;
        if (after < 0 || at < 0 || after > at) {
            throw Problem.badRequest("position-invalid", "Positions count from 0, and after is not behind position.")
                    .refusal();
        }
        if (at > head) {
            throw Problem.badRequest(
                            "position-in-future",
                            "This position has not been given out; go on from the last one you were given.")
                    .with("lastPosition", head)
                    .refusal();
        }
        response.setContentType("application/x-ndjson");
        response.setHeader("X-Snapshot-Position", String.valueOf(at));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        try (var out = encoded(request, response)) {
            snapshot.write(new Wanted(caller.name(), feed, Kind.SNAPSHOT, at, after, maxBytes), out);
        }
    }

    @GetMapping(path = "/v1/feeds/keys", produces = "application/json")
    @PreAuthorize("isAuthenticated()")
    @Operation(summary = "The public keys under exports, as a JWK set (RFC 7517, RFC 8037)")
    public Keys keys() {
        return new Keys(List.of(seal.jwk()));
    }

    /** A JWK set. */
    record Keys(List<Map<String, String>> keys) {}

    private static OutputStream encoded(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
        String codings = accepted == null ? "" : accepted.toLowerCase(Locale.ROOT);
        if (codings.contains("zstd")) {
            response.setHeader(HttpHeaders.CONTENT_ENCODING, "zstd");
            return new ZstdOutputStream(response.getOutputStream());
        }
        if (codings.contains("gzip")) {
            response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
            return new GZIPOutputStream(response.getOutputStream(), 8_192, true);
        }
        return response.getOutputStream();
    }
}
