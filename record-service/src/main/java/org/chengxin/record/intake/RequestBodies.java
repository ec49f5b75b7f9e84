package org.chengxin.record.intake;

import java.io.IOException;
import java.io.InputStream;
import org.chengxin.chassis.problem.Problem;
import tools.jackson.databind.JsonNode;

/** Bodies of single requests, read by the same rules as events from a topic; never more in memory than they may hold. */
final class RequestBodies {

    private RequestBodies() {}

    /** @throws org.chengxin.chassis.problem.Refusal 413 when it is too long, 400 when it is no JSON that everybody reads alike */
    static JsonNode json(InputStream body) throws IOException {
        return json(bytes(body));
    }

    /** @throws org.chengxin.chassis.problem.Refusal 413 when it is too long */
    static byte[] bytes(InputStream body) throws IOException {
        var bytes = body.readNBytes(StrictJson.MOST_BYTES + 1);
        if (bytes.length > StrictJson.MOST_BYTES) {
            throw Problem.tooLarge(
                            "body-too-large",
                            "The body is longer than 256 KiB; send one record, or many as lines to /v1/records/batch.")
                    .refusal();
        }
        return bytes;
    }

    /** @throws org.chengxin.chassis.problem.Refusal 400 when it is no JSON that everybody reads alike */
    static JsonNode json(byte[] body) {
        return switch (StrictJson.read(body)) {
            case StrictJson.Reading.Read(var data) -> data;
            case StrictJson.Reading.Unreadable(var reason) ->
                throw Problem.badRequest("body-unreadable", "The body is not the JSON that is expected here.")
                        .at("", reason)
                        .refusal();
        };
    }
}
