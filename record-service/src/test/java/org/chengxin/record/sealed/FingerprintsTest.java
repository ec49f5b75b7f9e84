package org.chengxin.record.sealed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class FingerprintsTest {

    private static final String OLD = "an old secret of the configuration long enough";
    private static final String NEW = "the next secret of the configuration long enough";

    private final Fingerprints fingerprints = Seals.fingerprints(OLD, "");

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1,\"b\":[true,null,\"x\"]}|{ \"b\" : [true, null, \"x\"], \"a\" : 1 }",
                "{\"a\":{\"c\":1,\"b\":2}}|{\"a\":{\"b\":2,\"c\":1}}",
                "\"\\u6d4b\"|\"测\""
            })
    void theSameContentHasTheSame(String one, String other) {
        assertThat(of("/s", "t", one)).isEqualTo(of("/s", "t", other));
    }

    @ParameterizedTest(name = "{0} is not {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1}|{\"a\":2}",
                "{\"a\":1}|{\"a\":\"1\"}",
                "{\"a\":1}|{\"b\":1}",
                "{\"a\":null}|{}",
                "{\"a\":\"\"}|{\"a\":null}",
                "[1,2]|[2,1]",
                "[[1],2]|[[1,2]]",
                "{\"a\":{},\"b\":1}|{\"a\":{\"b\":1}}",
                "\"ab\"|\"a\"",
                "true|\"true\""
            })
    void anotherContentHasAnother(String one, String other) {
        assertThat(of("/s", "t", one)).isNotEqualTo(of("/s", "t", other));
    }

    @Test
    void sourceAndTypeBelongToIt() {
        assertThat(List.of(
                        of("/s", "t", "{}"),
                        of("/s2", "t", "{}"),
                        of("/s", "t2", "{}"),
                        of("/st", "", "{}"),
                        of("", "/st", "{}"),
                        fingerprints.of("{}".getBytes(StandardCharsets.UTF_8)).getFirst()))
                .doesNotHaveDuplicates();
    }

    @Test
    void whileTheSecretChangesThereIsOneUnderEach() {
        var data = JsonMapper.shared().readTree("{\"a\":1}");
        var changing = Seals.fingerprints(NEW, OLD).of("/s", "t", data);

        assertThat(changing).hasSize(2);
        assertThat(changing.getLast())
                .isEqualTo(fingerprints.of("/s", "t", data).getFirst());
        assertThat(changing.getFirst()).isNotEqualTo(changing.getLast()).matches("[0-9a-f]{32}");
    }

    private String of(String source, String type, String json) {
        return fingerprints.of(source, type, JsonMapper.shared().readTree(json)).getFirst();
    }
}
