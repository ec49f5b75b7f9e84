package org.chengxin.sharing.reviews;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Goes through the days and months that are over and opens the reviews they call for. It may run late, twice, or
 * anywhere: a query is opened once for each cause.
 */
@Component
class DrawReviews {

    private static final String DAYS = "DAYS";
    private static final String MONTHS = "MONTHS";

    private final DrawnReviews reviews;
    private final Clock clock;

    DrawReviews(DrawnReviews reviews, Clock clock) {
        this.reviews = reviews;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${chengxin.sharing.draw-reviews-every}")
    @Transactional
    public void draw() {
        var today = LocalDate.now(clock);
        var now = clock.instant();
        var yesterday = today.minusDays(1);
        for (var day = reviews.through(DAYS).orElse(yesterday.minusDays(1)).plusDays(1);
                !day.isAfter(yesterday);
                day = day.plusDays(1)) {
            ofDay(day, now);
            reviews.progressed(DAYS, day);
        }
        var lastMonth = YearMonth.from(today).minusMonths(1);
        for (var month = reviews.through(MONTHS)
                        .map(YearMonth::from)
                        .orElse(lastMonth.minusMonths(1))
                        .plusMonths(1);
                !month.isAfter(lastMonth);
                month = month.plusMonths(1)) {
            reviews.sample(month, now);
            reviews.progressed(MONTHS, month.atDay(1));
        }
    }

    private void ofDay(LocalDate day, Instant now) {
        reviews.ownName(day, now);
        reviews.night(day, now);
        reviews.volume(day, now);
        reviews.samePerson(day, now);
    }
}
