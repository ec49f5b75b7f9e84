package org.chengxin.chassis.events;

import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How payloads are read: tolerant of what came later. */
final class EventJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private EventJson() {}

    static JsonNode parse(byte[] data) {
        try {
            return JSON.readTree(data);
        } catch (JacksonException e) {
            throw new UnreadableEvent("the payload is not JSON");
        }
    }

    static <T> T read(String type, byte[] data, Class<T> view) {
        try {
            return JSON.readValue(data, view);
        } catch (StreamReadException e) {
            throw new UnreadableEvent("the payload is not JSON");
        } catch (JacksonException e) {
            throw new UnreadableEvent("%s is not a %s".formatted(type, view.getSimpleName()));
        }
    }
}
