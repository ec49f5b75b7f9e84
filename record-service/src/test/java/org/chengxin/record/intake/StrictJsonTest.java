package org.chengxin.record.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class StrictJsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"a\": {\"b\": 1}, \"c\": {\"b\": 1}}", "[1, 2.5, \"测试\\u0000\uFFFD\"]", "\uFEFF{}", "null"})
    void whatEverybodyReadsAlikeIsRead(String json) {
        var bytes = json.getBytes(StandardCharsets.UTF_8);

        assertThat(StrictJson.read(bytes))
                .isEqualTo(new StrictJson.Reading.Read(JsonMapper.shared().readTree(json.replace("\uFEFF", ""))));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("unreadable")
    void whatIsNotIsRefusedWithItsReasonAndWithoutItsContent(byte[] bytes, String reason) {
        assertThat(StrictJson.read(bytes))
                .isInstanceOfSatisfying(
                        StrictJson.Reading.Unreadable.class,
                        unreadable ->
                                assertThat(unreadable.reason()).contains(reason).doesNotContain("secret"));
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                Arguments.of(text("{\"secret\": 1, \"secret\": 2}"), "stands twice"),
                Arguments.of(text("{\"a\": [{\"secret\": 1, \"b\": 2, \"secret\": 1}]}"), "stands twice"),
                Arguments.of(text("[".repeat(65) + "]".repeat(65)), "deeper than 64"),
                Arguments.of(text("{\"a\":".repeat(100_000)), "longer than 256 KiB"),
                Arguments.of(text("{\"a\":".repeat(40_000)), "deeper than 64"),
                Arguments.of(text("{\"n\": 1" + "0".repeat(200) + "}"), "more than 100 digits"),
                Arguments.of(text("{\"" + "n".repeat(2_000) + "\": 1}"), "more than 1000 characters"),
                Arguments.of(new byte[] {'"', (byte) 0xC3, '"'}, "not UTF-8"),
                Arguments.of(new byte[] {'"', (byte) 0xC0, (byte) 0x80, '"'}, "not UTF-8"),
                Arguments.of(new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'}, "not UTF-8"),
                Arguments.of("{\"a\": 1}".getBytes(StandardCharsets.UTF_16), "not UTF-8"),
                Arguments.of("{\"a\": 1}".getBytes(StandardCharsets.UTF_16LE), "not JSON"),
                Arguments.of(text("{\"n\": 01}"), "not JSON"),
                Arguments.of(text("{\"n\": NaN}"), "not JSON"),
                Arguments.of(text("{secret"), "not JSON"),
                Arguments.of(text("{} {\"secret\": 1}"), "not JSON"),
                Arguments.of(text("{} secret"), "not JSON"),
                Arguments.of(text(" \n"), "empty"),
                Arguments.of(new byte[50 * 1024 * 1024], "longer than 256 KiB"));
    }

    private static byte[] text(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
