package org.chengxin.sharing.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Passes the lines of an export on and writes the same items as CSV (RFC 4180, UTF-8 with a byte order mark, a header) beside
 * them: one judgement and one entry in the log for both. The CSV is for people with a spreadsheet, the lines are for machines.
 */
final class CsvTwin extends OutputStream {

    static final List<String> COLUMNS = List.of(
            "position",
            "recordId",
            "version",
            "documentType",
            "documentNumber",
            "name",
            "token",
            "recordType",
            "disputed",
            "dutyPerformed",
            "statement",
            "decidedOn",
            "displayUntil",
            "fields");

    /** Without it spreadsheets read UTF-8 as the code page of their machine. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final OutputStream lines;
    private final OutputStream csv;
    private final JsonMapper json;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    CsvTwin(OutputStream lines, OutputStream csv, JsonMapper json) throws IOException {
        this.lines = lines;
        this.csv = csv;
        this.json = json;
        csv.write(BYTE_ORDER_MARK.getBytes(UTF_8));
        row(COLUMNS);
    }

    @Override
    public void write(int sign) throws IOException {
        lines.write(sign);
        if (sign == '\n') {
            twin(json.readTree(line.toByteArray()));
            line.reset();
        } else {
            line.write(sign);
        }
    }

    @Override
    public void write(byte[] content, int from, int length) throws IOException {
        for (int i = from; i < from + length; i++) {
            write(content[i]);
        }
    }

    @Override
    public void flush() throws IOException {
        lines.flush();
        csv.flush();
    }

    @Override
    public void close() throws IOException {
        try (lines) {
            csv.close();
        }
    }

    private void twin(JsonNode item) throws IOException {
        // The last line is the trailer.
        if (!item.has("recordId")) {
            return;
        }
        var subject = item.path("subject");
        var flags = item.path("flags");
        row(List.of(
                text(item.path("position")),
                text(item.path("recordId")),
                text(item.path("version")),
                text(subject.path("documentType")),
                text(subject.path("documentNumber")),
                text(subject.path("name")),
                text(subject.path("token")),
                text(item.path("recordType")),
                text(flags.path("disputed")),
                text(flags.path("dutyPerformed")),
                text(flags.path("statement")),
                text(item.path("decidedOn")),
                text(item.path("displayUntil")),
                item.path("fields").toString()));
    }

    private static String text(JsonNode value) {
        return value.isNull() || value.isMissingNode() ? "" : value.asString();
    }

    private void row(List<String> cells) throws IOException {
        var row = new StringBuilder();
        for (var cell : cells) {
            if (!row.isEmpty()) {
                row.append(',');
            }
            row.append('"')
                    .append(SpreadsheetCell.of(cell).replace("\"", "\"\""))
                    .append('"');
        }
        csv.write(row.append("\r\n").toString().getBytes(UTF_8));
    }
}
