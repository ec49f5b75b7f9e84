package org.chengxin.sharing.records;

import java.time.Clock;
import java.time.LocalDate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tells the feeds what a new day has changed: a record became final, or its period ended.
 *
 * <p>Nothing depends on when it runs: what may be shown is decided when it is read. It may be stopped at any moment and
 * run anywhere, also twice: what is told leaves the list of what is due in the same transaction.
 */
@Component
public class FollowCalendar {

    private static final Logger log = LoggerFactory.getLogger(FollowCalendar.class);
    private static final int BATCH = 2_000;

    private final TurnedRecords records;
    private final Clock clock;

    FollowCalendar(TurnedRecords records, Clock clock) {
        this.records = records;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${chengxin.sharing.follow-calendar-every}")
    public void follow() {
        var today = LocalDate.now(clock);
        int all = 0;
        int turned;
        do {
            turned = records.turn(today, clock.instant(), BATCH);
            all += turned;
        } while (turned == BATCH);
        if (all > 0) {
            log.info("Records whose state changed with the day: {}", all);
        }
    }
}
