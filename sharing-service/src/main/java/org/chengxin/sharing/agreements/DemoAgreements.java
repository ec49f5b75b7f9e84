package org.chengxin.sharing.agreements;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.chengxin.sharing.agreements.Agreement.Grant;
import org.chengxin.sharing.agreements.Agreement.Identity;
import org.chengxin.sharing.agreements.Agreement.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Agreements of the demonstration: one row of {@code seed/agreements.csv} for each prefecture or department it speaks of.
 *
 * <p>Private bodies get none: they need the person's consent. In production agreements are concluded, not seeded.
 */
@Component
@Profile("!production")
class DemoAgreements implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(DemoAgreements.class);

    private final Agreements agreements;
    private final Clock clock;

    DemoAgreements(Agreements agreements, Clock clock) {
        this.agreements = agreements;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        long added = all().filter(agreements::add).count();
        log.info("Demonstration agreements added: {}", added);
    }

    private Stream<Agreement> all() {
        return lines("seed/agreements.csv").stream().flatMap(this::expand);
    }

    private Stream<Agreement> expand(String line) {
        return switch (line.substring(0, line.indexOf(','))) {
            case "prefecture" ->
                codes("seed/prefectures.csv").map(division -> agreement(line.replace("{division}", division)));
            case "department" ->
                codes("seed/departments.csv")
                        .map(code -> agreement(line.replace(
                                "{department}", code.toLowerCase(Locale.ROOT).replace('_', '-'))));
            default -> Stream.of(agreement(line));
        };
    }

    private Agreement agreement(String line) {
        // for_each,receiver,feed,purposes,legal_basis,identity,regions,record_type,fields,valid_from,valid_until
        String[] cells = line.split(",", -1);
        String feed = cells[2].isEmpty() ? null : cells[2];
        // The same row is the same agreement at every start.
        var id = UUID.nameUUIDFromBytes(
                ("demonstration agreement " + cells[1] + " " + cells[2]).getBytes(StandardCharsets.UTF_8));
        return new Agreement(
                id,
                id,
                1,
                null,
                cells[1],
                feed,
                values(cells[3]).stream().map(Purpose::valueOf).toList(),
                cells[4],
                Identity.valueOf(cells[5]),
                values(cells[6]),
                List.of(new Grant(cells[7], values(cells[8]))),
                Status.ACTIVE,
                LocalDate.parse(cells[9]),
                LocalDate.parse(cells[10]),
                null,
                null,
                "seed",
                null,
                clock.instant());
    }

    /** The first column; a collective name is nobody who could ask. */
    private static Stream<String> codes(String file) {
        return lines(file).stream()
                .filter(line -> !line.contains(",Collective"))
                .map(line -> line.substring(0, line.indexOf(',')));
    }

    private static List<String> values(String cell) {
        return List.of(cell.split(";"));
    }

    private static List<String> lines(String file) {
        try {
            return new ClassPathResource(file)
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
