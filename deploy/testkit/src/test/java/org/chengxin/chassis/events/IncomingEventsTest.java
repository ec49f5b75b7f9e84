package org.chengxin.chassis.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An event is the same whichever way it came, and what the specification does not allow is none on any way. */
class IncomingEventsTest {

    private static final String DATA = "{\"name\":\"测试\",\"n\":1.50}";
    private static final String TIME = "2026-11-20T02:00:00.5Z";
    private static final Map<String, String> USUAL = Map.of(
            "ce_specversion", "1.0",
            "ce_id", "e-1",
            "ce_source", "/record-service",
            "ce_type", "thing.seen.v1",
            "ce_subject", "s",
            "ce_time", TIME,
            "ce_sequence", "7",
            "content-type", "application/json");

    @Test
    void aUsualEventInBinaryMode() {
        isWhatWasSent(IncomingEvents.read(binary(USUAL)), "k");
        isWhatWasSent(IncomingEvents.read(binary(USUAL), JsonMapper.shared().readTree(DATA)), "k");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"data\":%s", "\"data_base64\":\"%s\"", "\"data_base64\":null,\"data\":%s"})
    void aUsualEventInStructuredModeParsedOrNotAndWithoutAMessage(String data) {
        var sent = data.contains("\"%s\"")
                ? Base64.getEncoder().encodeToString(DATA.getBytes(StandardCharsets.UTF_8))
                : DATA;
        var message = structured("""
                {"specversion":"1.0","id":"e-1","source":"/record-service","type":"thing.seen.v1","subject":"s",
                 "time":"%s","datacontenttype":"application/json","dataschema":null,%s}""".formatted(TIME, data.formatted(sent)));

        isWhatWasSent(IncomingEvents.read(message), "k");
        isWhatWasSent(IncomingEvents.read(message, parsed(message)), "k");
        isWhatWasSent(IncomingEvents.read(parsed(message)), null);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "ce_extension, anything",
        "ce_source, urn:example:1",
        "ce_source, /部门/税务",
        "ce_dataschema, urn:example:2",
        "ce_time, 2026-11-20T10:00:00.5+08:00",
        "ce_time, 2026-11-20t02:00:00.500000000000z",
        "content-type, Application/JSON; Charset=\"utf-8\"",
        "content-type, application/vnd.example+json"
    })
    void whatIsUnusualAndAllowedIsReadToo(String attribute, String value) {
        var headers = new LinkedHashMap<>(USUAL);
        headers.put(attribute, value);

        var event = IncomingEvents.read(binary(headers));

        assertThat(event.id()).isEqualTo("e-1");
        assertThat(event.source()).isEqualTo(headers.get("ce_source"));
        assertThat(event.time()).isEqualTo(Instant.parse(TIME));
        assertThat(event.data()).isEqualTo(JsonMapper.shared().readTree(DATA));
    }

    /** Kafka's binding knows no per cent encoding; a name of a header in another case is the same name. */
    @Test
    void headersAreUtf8AsTheyStandAndTheirNamesHaveNoCase() {
        var headers = new LinkedHashMap<>(USUAL);
        headers.remove("ce_id");
        headers.put("CE_Id", "编号%20𠮷");
        headers.remove("content-type");
        headers.put("Content-Type", "application/json");

        assertThat(IncomingEvents.read(binary(headers)).id()).isEqualTo("编号%20𠮷");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/cloudevents+json",
                "Application/CloudEvents+JSON",
                "application/cloudevents+json; charset=utf-8",
                "application/cloudevents+json;charset=\"UTF-8\""
            })
    void aStructuredEventIsKnownByItsMediaTypeInAnyCase(String contentType) {
        var message = message(Map.of("content-type", contentType), event("\"data\":{}"));

        assertThat(IncomingEvents.isStructured(message)).isTrue();
        assertThat(IncomingEvents.read(message).id()).isEqualTo("i");
    }

    /** RFC 3339 allows the second 60 where leap seconds are, whichever the offset. */
    @ParameterizedTest
    @CsvSource({
        "2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z",
        "2017-01-01T07:59:60+08:00, 2017-01-01T00:00:00Z",
        "1990-12-31T15:59:60.25-08:00, 1991-01-01T00:00:00Z"
    })
    void aLeapSecondIsATime(String time, Instant instant) {
        var headers = new LinkedHashMap<>(USUAL);
        headers.put("ce_time", time);

        assertThat(IncomingEvents.read(binary(headers)).time()).isEqualTo(instant);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "ce_specversion, 2.0, specversion must be 1.0",
        "ce_specversion, 0.3, specversion must be 1.0",
        "ce_specversion, '', specversion is empty",
        "ce_id, '', id is empty",
        "ce_subject, '', subject is empty",
        "ce_time, yesterday, time is not a timestamp of RFC 3339",
        "ce_time, 2026-11-20T02:00Z, time is not a timestamp of RFC 3339",
        "ce_time, 2026-11-20 02:00:00Z, time is not a timestamp of RFC 3339",
        "ce_time, 2026-02-30T02:00:00Z, time is not a timestamp of RFC 3339",
        "ce_time, 2026-11-20T02:00:61Z, time is not a timestamp of RFC 3339",
        "ce_time, 2026-11-20T02:00:60Z, time is not a timestamp of RFC 3339",
        "ce_time, 2016-12-30T23:59:60Z, time is not a timestamp of RFC 3339",
        "ce_source, a b, source is not a URI",
        "ce_dataschema, a b, dataschema is not a URI",
        "ce_of_mine, x, the name of an attribute holds more than small letters and digits",
        "content-type, text/plain, datacontenttype must be application/json",
        "content-type, application/json; charset=GB18030, datacontenttype names a charset that is not UTF-8",
        "content-type, application/json; charset=nonsense, datacontenttype is not a media type",
        "content-type, nonsense, datacontenttype is not a media type"
    })
    void whatIsNoCloudEventIsNotRead(String attribute, String value, String reason) {
        var headers = new LinkedHashMap<>(USUAL);
        headers.put(attribute, value);

        var message = binary(headers);

        assertThatThrownBy(() -> IncomingEvents.read(message))
                .isInstanceOf(UnreadableEvent.class)
                .hasMessage(reason);
    }

    @Test
    void anAttributeThatStandsTwiceIsReadOnlyWhenBothAreTheSame() {
        var same = binary(USUAL);
        same.headers().add("ce_id", "e-1".getBytes(StandardCharsets.UTF_8));
        var another = binary(USUAL);
        another.headers().add("CE_ID", "e-2".getBytes(StandardCharsets.UTF_8));

        assertThat(IncomingEvents.read(same).id()).isEqualTo("e-1");
        assertThatThrownBy(() -> IncomingEvents.read(another))
                .isInstanceOf(UnreadableEvent.class)
                .hasMessage("an attribute stands twice");
    }

    @Test
    void aHeaderThatIsNotUtf8IsNotRead() {
        var message = binary(USUAL);
        message.headers().remove("ce_id").add("ce_id", new byte[] {'e', (byte) 0xFF});

        assertThatThrownBy(() -> IncomingEvents.read(message))
                .isInstanceOf(UnreadableEvent.class)
                .hasMessage("a header is not UTF-8");
    }

    @ParameterizedTest
    @CsvSource({
        "ce_specversion, the message is not a CloudEvent 1.0",
        "ce_id, id is missing",
        "ce_source, source is missing",
        "ce_type, type is missing"
    })
    void whatLacksAnAttributeIsNotRead(String attribute, String reason) {
        var headers = new LinkedHashMap<>(USUAL);
        headers.remove(attribute);

        var message = binary(headers);

        assertThatThrownBy(() -> IncomingEvents.read(message))
                .isInstanceOf(UnreadableEvent.class)
                .hasMessage(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "{\"specversion\":\"1.0\",\"id\":7,\"source\":\"/s\",\"type\":\"t\",\"data\":{}}",
                "{\"specversion\":1.0,\"id\":\"i\",\"source\":\"/s\",\"type\":\"t\",\"data\":{}}",
                "{\"specversion\":\"0.3\",\"id\":\"i\",\"source\":\"/s\",\"type\":\"t\",\"data\":{}}",
                "{\"specversion\":\"1.0\",\"id\":null,\"source\":\"/s\",\"type\":\"t\",\"data\":{}}",
                "{\"specversion\":\"1.0\",\"id\":\"i\",\"source\":\"/s\",\"data\":{}}",
                "{\"specversion\":\"1.0\",\"id\":\"i\",\"source\":\"/s\",\"type\":\"t\",\"time\":\"never\",\"data\":{}}",
                "{\"specversion\":\"1.0\",\"id\":\"i\",\"source\":\"/s\",\"type\":\"t\",\"more\":{},\"data\":{}}",
                "{\"specversion\":\"1.0\",\"id\":\"i\",\"source\":\"/s\",\"type\":\"t\",\"More\":1,\"data\":{}}",
                "{\"specversion\":\"1.0\",\"id\":\"i\",\"source\":\"/s\",\"type\":\"t\"}",
                "{\"specversion\":\"1.0\",\"id\":\"i\",\"source\":\"/s\",\"type\":\"t\",\"data\":null}",
                "{\"specversion\":\"1.0\",\"id\":\"i\",\"source\":\"/s\",\"type\":\"t\",\"data\":{},\"data_base64\":\"e30=\"}",
                "{\"specversion\":\"1.0\",\"id\":\"i\",\"source\":\"/s\",\"type\":\"t\",\"data_base64\":{}}",
                "{\"specversion\":\"1.0\",\"id\":\"i\",\"source\":\"/s\",\"type\":\"t\",\"data_base64\":\"{}\"}",
                "{}",
                "[]"
            })
    void whatIsNoCloudEventInStructuredModeIsNotRead(String json) {
        var message = structured(json);

        assertThatThrownBy(() -> IncomingEvents.read(message, parsed(message))).isInstanceOf(UnreadableEvent.class);
        assertThatThrownBy(() -> IncomingEvents.read(message)).isInstanceOf(UnreadableEvent.class);
        assertThatThrownBy(() -> IncomingEvents.read(parsed(message))).isInstanceOf(UnreadableEvent.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/cloudevents",
                "application/cloudevents-batch+json",
                "application/cloudevents+xml",
                "application/cloudevents+json; charset=GBK"
            })
    void ofStructuredEventsOnlyThoseInJsonAreRead(String contentType) {
        var message = message(Map.of("content-type", contentType), event("\"data\":{}"));

        assertThatThrownBy(() -> IncomingEvents.read(message)).isInstanceOf(UnreadableEvent.class);
    }

    /** Whichever way the payload came, it is read with the same strictness, and what is wrong is said without it. */
    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"secret\":1,\"secret\":2}|a member stands twice in the same object",
                "{\"a\":{\"secret\":1,\"secret\":2}}|a member stands twice in the same object",
                "{\"secret\":1} {}|the payload is not JSON",
                "{secret|the payload is not JSON"
            })
    void aPayloadIsReadStrictlyWhicheverWayItCame(String payload, String reason) {
        var base64 = structured(event("\"data_base64\":\"%s\""
                .formatted(Base64.getEncoder().encodeToString(payload.getBytes(StandardCharsets.UTF_8)))));

        for (var message : List.of(message(USUAL, payload), base64)) {
            var event = IncomingEvents.read(message);

            assertThatThrownBy(event::data).isInstanceOf(UnreadableEvent.class).hasMessage(reason);
            assertThatThrownBy(() -> event.as(Thing.class)).isInstanceOf(UnreadableEvent.class);
        }
    }

    @Test
    void aPayloadThatIsNotUtf8IsNotRead() {
        var event = IncomingEvents.read(structured(event("\"data_base64\":\"%s\""
                .formatted(Base64.getEncoder().encodeToString(new byte[] {'"', (byte) 0xC0, (byte) 0x80, '"'})))));

        assertThatThrownBy(event::data).isInstanceOf(UnreadableEvent.class).hasMessage("the payload is not UTF-8");
    }

    private static void isWhatWasSent(IncomingEvent event, @Nullable String key) {
        assertThat(event.id()).isEqualTo("e-1");
        assertThat(event.type()).isEqualTo("thing.seen.v1");
        assertThat(event.source()).isEqualTo("/record-service");
        assertThat(event.subject()).isEqualTo("s");
        assertThat(event.time()).isEqualTo(Instant.parse(TIME));
        assertThat(event.key()).isEqualTo(key);
        assertThat(event.data()).isEqualTo(JsonMapper.shared().readTree(DATA));
        assertThat(event.as(Thing.class)).isEqualTo(new Thing("测试"));
    }

    record Thing(String name) {}

    private static String event(String data) {
        return "{\"specversion\":\"1.0\",\"id\":\"i\",\"source\":\"/s\",\"type\":\"t\",%s}".formatted(data);
    }

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
