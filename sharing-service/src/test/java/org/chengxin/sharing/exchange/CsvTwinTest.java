package org.chengxin.sharing.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class CsvTwinTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+cmd",
                "-1",
                "@SUM(A1)",
                "＝1+1",
                "＋cmd",
                "－1",
                "＠SUM(A1)",
                "﹦1+1",
                "\u22121",
                "\t=1+1",
                "\r=1+1",
                "\n=1+1",
                " =1+1",
                "\u00a0=1+1",
                "\u3000=1+1",
                "\u200b=1+1",
                "\ufeff=1+1",
                "\u2060\u200b＝1+1",
                "\u0007=1+1",
                "530199198504121015",
                "５３０１９９１９８５０４１２１０１５",
                "100000000000",
                "0012",
                "12E3"
            })
    void whatASpreadsheetWouldCalculateOrRoundBeginsWithAnApostrophe(String text) throws IOException {
        assertThat(csv(text)).contains(",\"'" + text + "\",");
    }

    @ParameterizedTest
    @ValueSource(strings = {"已按期办理", "53019919850412101X", "2026-11-22", "12345678901", "0", "0.5", "a=b", "12", ""})
    void theRestStaysAsItIs(String text) throws IOException {
        assertThat(csv(text)).contains(",\"" + text + "\",");
    }

    @Test
    void aSpreadsheetSeesThatItIsUnicode() throws IOException {
        assertThat(csv("甲")).startsWith("\ufeff\"position\",");
    }

    @Test
    void theLinesForMachinesStayAsTheyAre() throws IOException {
        var lines = new ByteArrayOutputStream();

        try (var twin = new CsvTwin(lines, new ByteArrayOutputStream(), JSON)) {
            twin.write(item("=1+1"));
        }

        assertThat(lines.toByteArray()).isEqualTo(item("=1+1"));
    }

    private static String csv(String statement) throws IOException {
        var csv = new ByteArrayOutputStream();
        try (var twin = new CsvTwin(new ByteArrayOutputStream(), csv, JSON)) {
            twin.write(item(statement));
        }
        return csv.toString(UTF_8);
    }

    private static byte[] item(String statement) {
        return (JSON.writeValueAsString(
                                Map.of("recordId", "r-1", "position", 7, "flags", Map.of("statement", statement)))
                        + "\n")
                .getBytes(UTF_8);
    }
}
