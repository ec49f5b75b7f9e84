package org.chengxin.identity.occupation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The closed list of occupations, as the seed file has it; none of its cells holds a comma. */
@Component
class OccupationList {

    private static final String SEED = "seed/occupations.csv";
    private static final int CELLS = 5;

    private final Map<String, Occupation> byCode = new LinkedHashMap<>();

    OccupationList() {
        try {
            new ClassPathResource(SEED)
                    .getContentAsString(UTF_8)
                    .lines()
                    .skip(1)
                    .forEach(this::add);
        } catch (IOException fault) {
            throw new UncheckedIOException(SEED, fault);
        }
    }

    private void add(String line) {
        var cells = line.split(",", -1);
        if (cells.length != CELLS) {
            throw new IllegalStateException(SEED + " has a line of " + cells.length + " cells");
        }
        byCode.put(
                cells[0],
                new Occupation(cells[0], cells[1], cells[2], cells[3].equals("yes"), Set.of(cells[4].split(";", -1))));
    }

    Optional<Occupation> find(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    Collection<Occupation> all() {
        return Collections.unmodifiableCollection(byCode.values());
    }
}
