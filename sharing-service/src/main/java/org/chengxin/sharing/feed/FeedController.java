package org.chengxin.sharing.feed;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.sharing.feed.Pull.FuturePosition;
import org.chengxin.sharing.feed.Pull.LogUnavailable;
import org.chengxin.sharing.feed.Pull.NoAgreement;
import org.chengxin.sharing.feed.Pull.Pulled;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** GET /v1/feeds/{feed}/changes: one JSON object a line, in the order of positions. */
@RestController
@RequestMapping("/v1/feeds/{feed}/changes")
class FeedController {

    private static final MediaType LINES = MediaType.parseMediaType("application/x-ndjson");
    private static final int MOST_ITEMS = 1_000;
    private static final int MOST_SECONDS = 30;

    private final PullFeed pullFeed;
    private final JsonMapper json;

    FeedController(PullFeed pullFeed, JsonMapper json) {
        this.pullFeed = pullFeed;
        this.json = json;
    }

    @GetMapping
    @PreAuthorize("hasAnyAuthority('national', 'prefecture')")
    @Operation(
            summary = "Pull what changed after a position",
            description =
                    "One JSON object a line, in the order of positions. `UPSERT` carries the record as it may be used"
                            + " now; `STOP_USE` asks to stop display, sharing, use and measures at once. A record stands in the feed"
                            + " at its latest change. Each person shown finds the pull in the access log. A page may hold fewer"
                            + " than `limit` items while more follow: go on as long as `X-Next-Position` is beyond `after`. A person"
                            + " without a document goes by a `token` that is the same in all feeds of the receiver and in no other's;"
                            + " when two persons turn out to be one, their records come again under the token that stays."
                            + " `reason` of a `STOP_USE`: `WITHDRAWN`, `REPAIRED`, `SUSPENDED`, `EXPIRED`, `NOT_FINAL`, `DECEASED`,"
                            + " `NOT_SHARED` (the catalogue shares the type with nobody).")
    @ApiResponse(
            responseCode = "200",
            description = "The items",
            headers =
                    @Header(
                            name = "X-Next-Position",
                            description = "The `after` of the next pull",
                            schema = @Schema(type = "integer", format = "int64")),
            content =
                    @Content(
                            mediaType = "application/x-ndjson",
                            schema = @Schema(oneOf = {FeedItem.Upsert.class, FeedItem.StopUse.class})))
    @ApiResponse(
            responseCode = "400",
            description = "`position-in-future`, `position-invalid`, `limit-invalid`, `wait-invalid`",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "403",
            description = "`no-agreement`: the feed is not open to the caller",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "503",
            description = "`identity-service-unavailable`, `access-log-unavailable`: nothing was shown",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    public ResponseEntity<?> changes(
            @Parameter(description = "`national` or `prefecture-<division>`") @PathVariable String feed,
            @Parameter(description = "The last position that the receiver has") @RequestParam(defaultValue = "0")
                    long after,
            @Parameter(description = "1 to 1000 items") @RequestParam(defaultValue = "500") int limit,
            @Parameter(description = "Seconds to wait for a change when there is none, at most 30")
                    @RequestParam(defaultValue = "0")
                    int wait,
            Caller caller) {
        if (after < 0) {
            return wrong("position-invalid", "Positions count from 0.", "/after");
        }
        if (limit < 1 || limit > MOST_ITEMS) {
            return wrong("limit-invalid", "A page holds 1 to 1000 items.", "/limit");
        }
        if (wait < 0 || wait > MOST_SECONDS) {
            return wrong("wait-invalid", "A pull waits 0 to 30 seconds.", "/wait");
        }
        return switch (pullFeed.pull(caller.name(), feed, after, limit, Duration.ofSeconds(wait))) {
            case Pulled(var items, var nextPosition) ->
                ResponseEntity.ok()
                        .header("X-Next-Position", String.valueOf(nextPosition))
                        .cacheControl(CacheControl.noStore())
                        .contentType(LINES)
                        .body(lines(items));
            case NoAgreement() ->
                Problem.forbidden("no-agreement", "No agreement in force opens this feed to this receiver.")
                        .answer();
            case FuturePosition(var head) ->
                Problem.badRequest(
                                "position-in-future",
                                "This position has not been given out; go on from the last one you were given.")
                        .at("/after", "has not been given out")
                        .with("lastPosition", head)
                        .answer();
            case LogUnavailable() ->
                ResponseEntity.status(503)
                        .header(HttpHeaders.RETRY_AFTER, "5")
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                        .body(Problem.of(
                                503,
                                "access-log-unavailable",
                                "The pull could not be logged, so nothing was given; try again."));
        };
    }

    private byte[] lines(List<FeedItem> items) {
        var lines = new ByteArrayOutputStream();
        for (var item : items) {
            lines.writeBytes(json.writeValueAsBytes(item));
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    private static ResponseEntity<Problem> wrong(String slug, String detail, String pointer) {
        return Problem.badRequest(slug, detail).at(pointer, detail).answer();
    }
}
