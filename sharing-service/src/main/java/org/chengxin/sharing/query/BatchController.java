package org.chengxin.sharing.query;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.idempotency.Reading;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** POST /v1/queries/batch: one question a line, one answer a line. */
@RestController
class BatchController {

    private static final String LINES = "application/x-ndjson";

    private final AskInBatch askInBatch;

    BatchController(AskInBatch askInBatch) {
        this.askInBatch = askInBatch;
    }

    @Reading
    @PostMapping(path = "/v1/queries/batch", consumes = LINES)
    @PreAuthorize("hasAnyAuthority('department', 'prefecture', 'agency')")
    @Operation(
            summary = "Ask about up to 10,000 persons, line by line",
            description = "Each line is a query as for `POST /v1/queries`, with a `ref` of yours; each answer has the"
                    + " same rules, refusals and log entry as a single one, and either `report` or `problem`. Besides"
                    + " the problems of a single query: `line-unreadable`, `line-too-long`, `batch-too-long`.",
            requestBody =
                    @RequestBody(
                            content =
                                    @Content(mediaType = LINES, schema = @Schema(implementation = QueryRequest.class))))
    @ApiResponse(
            responseCode = "200",
            description = "The answers, in the order of the questions",
            content = @Content(mediaType = LINES, schema = @Schema(implementation = AskInBatch.Line.class)))
    public void ask(
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response,
            Caller caller)
            throws IOException {
        response.setContentType(LINES);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        askInBatch.ask(request.getInputStream(), response.getOutputStream(), caller);
    }
}
