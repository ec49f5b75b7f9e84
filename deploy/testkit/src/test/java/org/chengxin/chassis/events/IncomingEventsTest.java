package org.chengxin.chassis.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The usual events are read by hand, all others by the library: nobody may see which. */
class IncomingEventsTest {

    private static final String DATA = "{\"name\":\"测试\",\"n\":1.50}";
    private static final Map<String, String> USUAL = Map.of(
            "ce_specversion", "1.0",
            "ce_id", "e-1",
            "ce_source", "/record-service",
            "ce_type", "thing.seen.v1",
            "ce_subject", "s",
            "ce_time", "2026-11-20T02:00:00.5Z",
            "ce_sequence", "7",
            "content-type", "application/json");

    @Test
    void aUsualEventInBinaryMode() {
        isWhatWasSent(IncomingEvents.read(binary(USUAL)));
    }

    @Test
    void aUsualEventInStructuredModeParsedOrNot() {
        var message = structured("""
                {"specversion":"1.0","id":"e-1","source":"/record-service","type":"thing.seen.v1","subject":"s",
                 "time":"2026-11-20T02:00:00.5Z","datacontenttype":"application/json","data":%s}""".formatted(DATA));

        isWhatWasSent(IncomingEvents.read(message));
        isWhatWasSent(IncomingEvents.read(message, parsed(message)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "ce_extension, anything",
        "ce_source, urn:example:1",
        "ce_dataschema, urn:example:2",
        "ce_time, 2026-11-20T10:00:00.5+08:00"
    })
    void anUnusualAttributeIsLeftToTheLibrary(String attribute, String value) {
        var headers = new LinkedHashMap<>(USUAL);
        headers.put(attribute, value);

        var event = IncomingEvents.read(binary(headers));

        assertThat(event.id()).isEqualTo("e-1");
        assertThat(event.source()).isEqualTo(headers.get("ce_source"));
        assertThat(event.time()).isEqualTo(Instant.parse("2026-11-20T02:00:00.5Z"));
        assertThat(event.data()).isEqualTo(JsonMapper.shared().readTree(DATA));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"ce_specversion, 2.0", "ce_specversion, ''", "ce_time, yesterday", "ce_source, a b"})
    void whatIsNoCloudEventIsNotRead(String attribute, String value) {
        var headers = new LinkedHashMap<>(USUAL);
        headers.put(attribute, value);

        var message = binary(headers);

        assertThatThrownBy(() -> IncomingEvents.read(message))
                .isInstanceOf(UnreadableEvent.class)
                .hasMessage("the message is not a CloudEvent 1.0");
    }

    @ParameterizedTest
    @CsvSource({"ce_specversion", "ce_id", "ce_source", "ce_type"})
    void whatLacksAnAttributeIsNotRead(String attribute) {
        var headers = new LinkedHashMap<>(USUAL);
        headers.remove(attribute);

        var message = binary(headers);

        assertThatThrownBy(() -> IncomingEvents.read(message)).isInstanceOf(UnreadableEvent.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "{\"specversion\":\"1.0\",\"id\":7,\"source\":\"/s\",\"type\":\"t\",\"data\":{}}",
                "{\"specversion\":\"1.0\",\"id\":\"i\",\"source\":\"/s\",\"data\":{}}",
                "{\"specversion\":\"1.0\",\"id\":\"i\",\"source\":\"/s\",\"type\":\"t\",\"time\":\"never\",\"data\":{}}",
                "{\"specversion\":\"1.0\",\"id\":\"i\",\"source\":\"/s\",\"type\":\"t\"}",
                "{}",
                "[]"
            })
    void whatIsNoCloudEventInStructuredModeIsNotRead(String json) {
        var message = structured(json);

        assertThatThrownBy(() -> IncomingEvents.read(message, parsed(message))).isInstanceOf(UnreadableEvent.class);
        assertThatThrownBy(() -> IncomingEvents.read(message)).isInstanceOf(UnreadableEvent.class);
    }

    private static void isWhatWasSent(IncomingEvent event) {
        assertThat(event.id()).isEqualTo("e-1");
        assertThat(event.type()).isEqualTo("thing.seen.v1");
        assertThat(event.source()).isEqualTo("/record-service");
        assertThat(event.subject()).isEqualTo("s");
        assertThat(event.time()).isEqualTo(Instant.parse("2026-11-20T02:00:00.5Z"));
        assertThat(event.key()).isEqualTo("k");
        assertThat(event.data()).isEqualTo(JsonMapper.shared().readTree(DATA));
        assertThat(event.as(Thing.class)).isEqualTo(new Thing("测试"));
    }

    record Thing(String name) {}

    private static ConsumerRecord<String, byte[]> binary(Map<String, String> headers) {
        return message(headers, DATA);
    }

    private static ConsumerRecord<String, byte[]> structured(String json) {
        return message(Map.of("content-type", "application/cloudevents+json; charset=utf-8"), json);
    }

    private static ConsumerRecord<String, byte[]> message(Map<String, String> headers, String value) {
        var message = new ConsumerRecord<>("things", 0, 0, "k", value.getBytes(StandardCharsets.UTF_8));
        headers.forEach((name, text) -> message.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return message;
    }

    private static JsonNode parsed(ConsumerRecord<String, byte[]> message) {
        return JsonMapper.shared().readTree(message.value());
    }
}
