package org.chengxin.record.intake;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.chassis.peer.PeerUnavailable;
import org.chengxin.chassis.problem.Problem;
import org.chengxin.record.ledger.Provider;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Up to 100,000 statements in one request, one per line, each with its receipt; five hundred at a time are in memory.
 *
 * <p>A line is the {@code data} of a report, or a whole intake event in structured form. The receipts go to a file first
 * (they name nobody) and are sent when all lines have been read: a client that sends everything before it reads anything,
 * as a proxy may, would otherwise wait for us while we wait for it.
 */
@RestController
class BatchController {

    private static final int CHUNK = 500;
    /** Bytes of the lines that are in memory at once. */
    private static final long MOST_HELD = 8L * 1024 * 1024;

    private static final int MOST_LINES = 100_000;

    private final IntakeDoor door;
    private final HandIn handIn;
    private final JsonMapper json;

    BatchController(IntakeDoor door, HandIn handIn, JsonMapper json) {
        this.door = door;
        this.handIn = handIn;
        this.json = json;
    }

    /** One line of the answer: the receipt of the line of this number, counted from 1. */
    @Schema(name = "RecordBatchReceipt")
    record LineReceipt(int line, String type, Receipt data) {}

    private record Line(int number, String eventId, Statement statement) {}

    @PostMapping(
            path = "/v1/records/batch",
            consumes = MediaType.APPLICATION_NDJSON_VALUE,
            produces = MediaType.APPLICATION_NDJSON_VALUE)
    @PreAuthorize("hasAnyAuthority('department', 'prefecture')")
    @ApiResponse(
            responseCode = "200",
            description = "one receipt per line, in their order",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_NDJSON_VALUE,
                            schema = @Schema(implementation = LineReceipt.class)))
    void submit(HttpServletRequest request, HttpServletResponse response, Caller caller) throws IOException {
        var provider = Provider.require(caller);
        var receipts = Files.createTempFile("receipts", ".ndjson");
        try {
            try (var out = new BufferedOutputStream(Files.newOutputStream(receipts), 1 << 16)) {
                answer(provider, new BufferedInputStream(request.getInputStream(), 1 << 16), out);
            }
            response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
            response.setContentLengthLong(Files.size(receipts));
            Files.copy(receipts, response.getOutputStream());
            response.flushBuffer();
        } finally {
            Files.delete(receipts);
        }
    }

    private void answer(Provider provider, InputStream in, OutputStream out) throws IOException {
        var chunk = new ArrayList<Line>(CHUNK);
        var number = 0;
        var held = 0L;
        for (var bytes = line(in); bytes != null; bytes = line(in)) {
            number++;
            if (number > MOST_LINES) {
                settle(provider, chunk, out);
                write(
                        out,
                        refused(
                                number,
                                Problem.tooLarge(
                                        "batch-too-large",
                                        "A batch has at most 100,000 lines; from this line on nothing was read.")));
                return;
            }
            if (bytes.length > 0) {
                chunk.add(read(provider, number, bytes));
            }
            held += bytes.length;
            if (chunk.size() == CHUNK || held > MOST_HELD) {
                held = 0;
                settle(provider, chunk, out);
            }
        }
        settle(provider, chunk, out);
    }

    private Line read(Provider provider, int number, byte[] bytes) {
        var id = Integer.toString(number);
        return switch (StrictJson.read(bytes)) {
            case StrictJson.Reading.Unreadable(var reason) -> unreadable(number, id, reason);
            case StrictJson.Reading.Read(var node) -> statement(provider, number, id, node);
        };
    }

    private Line statement(Provider provider, int number, String id, JsonNode node) {
        if (!EventReader.isEvent(node)) {
            return new Line(number, id, door.read(provider, IntakeDoor.REPORTED, node));
        }
        return switch (EventReader.read(node)) {
            case EventReading.Legible event ->
                new Line(number, event.id(), door.read(provider, event.type(), event.data()));
            // What cannot be an id is not repeated to the sender, who finds the line by its number.
            case EventReading.Illegible(var eventId, var reason) ->
                unreadable(number, eventId == null ? id : eventId, reason);
        };
    }

    private static Line unreadable(int number, String id, String reason) {
        return new Line(
                number, id, new Statement.Unfit(null, null, List.of(Defect.at(Ground.EVENT_UNREADABLE, "", reason))));
    }

    private void settle(Provider provider, List<Line> chunk, OutputStream out) throws IOException {
        if (chunk.isEmpty()) {
            return;
        }
        List<Outcome> outcomes;
        try {
            outcomes = handIn.now(chunk.stream()
                    .map(line -> new Clerk.Item(provider, line.statement()))
                    .toList());
        } catch (PeerUnavailable e) {
            if (chunk.getFirst().number() == 1) {
                throw e;
            }
            // What came before is decided and must be told; these are for the sender to send again.
            var away = new Outcome.Rejected(Problem.of(
                    503, "identity-service-unavailable", "The person could not be looked up; send this line again."));
            outcomes = chunk.stream().map(_ -> (Outcome) away).toList();
        }
        for (var index = 0; index < chunk.size(); index++) {
            var line = chunk.get(index);
            var outcome = outcomes.get(index) instanceof Outcome.Waiting
                    ? new Outcome.Rejected(Defect.problem(List.of(Defect.of(Ground.AUTHORITY_UNAVAILABLE, "/subject"))))
                    : outcomes.get(index);
            var statement = line.statement();
            write(
                    out,
                    new LineReceipt(
                            line.number(),
                            Receipt.type(outcome),
                            Receipt.of(line.eventId(), statement.sourceRecordId(), statement.revision(), outcome)));
        }
        chunk.clear();
    }

    private static LineReceipt refused(int number, Problem problem) {
        var outcome = new Outcome.Rejected(problem);
        return new LineReceipt(
                number, Receipt.type(outcome), Receipt.of(Integer.toString(number), null, null, outcome));
    }

    private void write(OutputStream out, LineReceipt receipt) throws IOException {
        out.write(json.writeValueAsBytes(receipt));
        out.write('\n');
    }

    /** The next line without its end, cut one byte past the longest that is allowed; null at the end of the body. */
    private static byte @Nullable [] line(InputStream in) throws IOException {
        var next = in.read();
        if (next < 0) {
            return null;
        }
        var line = new ByteArrayOutputStream(1_024);
        for (; next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r' && line.size() <= StrictJson.MOST_BYTES) {
                line.write(next);
            }
        }
        return line.toByteArray();
    }
}
