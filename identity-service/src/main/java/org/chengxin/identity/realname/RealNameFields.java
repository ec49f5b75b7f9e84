package org.chengxin.identity.realname;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The fields of real-name registration, as the seed file lists them. */
@Component
public class RealNameFields {

    private static final String SEED = "seed/real-name-fields.csv";

    private final Map<String, RealNameField> byCode = new LinkedHashMap<>();

    RealNameFields() {
        List<String> lines;
        try {
            lines = new ClassPathResource(SEED)
                    .getContentAsString(UTF_8)
                    .lines()
                    .toList();
        } catch (IOException fault) {
            throw new UncheckedIOException(SEED, fault);
        }
        var header = cells(lines.getFirst());
        for (var line : lines.subList(1, lines.size())) {
            var cells = cells(line);
            var field = new RealNameField(
                    cells.get(header.indexOf("code")),
                    cells.get(header.indexOf("name_zh")),
                    cells.get(header.indexOf("name_en")),
                    cells.get(header.indexOf("legal_basis")));
            byCode.put(field.code(), field);
        }
    }

    public Optional<RealNameField> find(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    public Set<String> codes() {
        return new TreeSet<>(byCode.keySet());
    }

    /** The cells of one line; a cell with a comma stands in quotation marks. */
    private static List<String> cells(String line) {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var place = 0; place < line.length(); place++) {
            var character = line.charAt(place);
            if (character == '"') {
                quoted = !quoted;
            } else if (character == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(character);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
