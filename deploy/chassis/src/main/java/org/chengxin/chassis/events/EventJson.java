package org.chengxin.chassis.events;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How events and payloads are read: tolerant of members that came later, and of nothing that two readers would read
 * differently.
 */
final class EventJson {

    private static final int DEEPEST = 64;
    private static final int LONGEST_NUMBER = 100;
    private static final int LONGEST_NAME = 1_000;
    private static final String PAYLOAD = "the payload";

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .maxNameLength(LONGEST_NAME)
                            .build())
                    .build())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private EventJson() {}

    static JsonNode parse(byte[] data) {
        try {
            return JSON.readTree(Utf8.text(data, PAYLOAD));
        } catch (JacksonException e) {
            throw unreadable(e);
        }
    }

    static <T> T read(String type, byte[] data, Class<T> view) {
        try {
            return JSON.readValue(Utf8.text(data, PAYLOAD), view);
        } catch (StreamReadException | StreamConstraintsException e) {
            throw unreadable(e);
        } catch (JacksonException e) {
            throw new UnreadableEvent("%s is not a %s".formatted(type, view.getSimpleName()));
        }
    }

    /** Never the message of the parser: it quotes what was sent. */
    private static UnreadableEvent unreadable(JacksonException e) {
        if (e instanceof StreamConstraintsException) {
            return new UnreadableEvent("the payload is nested deeper than %d levels, or has a number or a name too long"
                    .formatted(DEEPEST));
        }
        return new UnreadableEvent(
                String.valueOf(e.getOriginalMessage()).startsWith("Duplicate")
                        ? "a member stands twice in the same object"
                        : "the payload is not JSON");
    }
}
