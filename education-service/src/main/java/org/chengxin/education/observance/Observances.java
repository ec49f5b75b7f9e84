package org.chengxin.education.observance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** All observances of a year, with what was announced for it. */
@Component
class Observances {

    private final List<Observance> all;
    private final Announcements announcements;

    Observances(Announcements announcements) {
        this.announcements = announcements;
        try {
            this.all = ObservanceRows.read(
                    new ClassPathResource("publicity-dates.csv").getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /**
     * One observance in one year.
     *
     * @param period null while nobody knows
     * @param announced for what is announced every year: whether it has been; null for all others
     */
    record Dated(
            Observance observance,
            @Nullable Period period,
            @Nullable Boolean announced) {}

    /** In order of time; those without a date at the end. */
    List<Dated> in(Year year) {
        var announced = announcements.of(year);
        var dated = new ArrayList<Dated>();
        for (var observance : all) {
            var periods = announced.get(observance.code());
            if (periods != null && observance.maybeAnnounced()) {
                periods.forEach(period -> dated.add(new Dated(observance, period, true)));
            } else {
                dated.add(new Dated(observance, observance.rule().in(year), waitsForAnnouncement(observance)));
            }
        }
        dated.sort(Comparator.comparing(
                each -> Optional.ofNullable(each.period()).map(Period::from).orElse(LocalDate.MAX)));
        return dated;
    }

    Optional<Observance> named(String code) {
        return all.stream().filter(each -> each.code().equals(code)).findFirst();
    }

    @Transactional
    void announce(Observance observance, Year year, List<Period> periods, String source, String announcedBy) {
        announcements.replace(observance.code(), year, periods, source, announcedBy);
    }

    private static @Nullable Boolean waitsForAnnouncement(Observance observance) {
        return switch (observance.rule()) {
            case DateRule.Announced _, DateRule.Qingming _ -> false;
            case DateRule.WholeMonth _, DateRule.Fixed _, DateRule.Lunar _ -> null;
        };
    }
}
