package org.chengxin.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.chengxin.local.Part;
import org.chengxin.local.Suite;
import org.junit.jupiter.api.Test;

/** A dispute that nobody answers: when its time is over the record is suspended by itself, until the answer comes. */
class UnansweredJourney {

    /** Past the five working days of the source over any holiday, within the month of the reminder to the reviewer. */
    private static final Duration LATE = Duration.ofDays(20);

    private final Suite suite = Platform.suite();
    private final Api api = new Api(suite);

    @Test
    void unansweredInTimeTheRecordIsSuspendedByItselfUntilItIsAnswered() throws Exception {
        var desk = new CaseDesk(api, 11);
        var feed = new Feed(api);
        String recordId = desk.recorded(false);
        desk.told(feed, 0, recordId, "UPSERT");
        long before = feed.end();
        String caseId = desk.filed(
                "/v1/disputes", Map.of("recordId", recordId, "grounds", "WRONG_FACT", "explanation", "汇算清缴已按期办理"));
        assertThat(desk.read(caseId).path("state").asString()).isEqualTo("FORWARDED");

        try {
            turnClock(LATE);
            desk.stands(recordId, "SUSPENDED");
            assertThat(desk.read(caseId).path("state").asString()).isEqualTo("OVERDUE");
            desk.carriedOut(caseId, "suspension.began.v1");
            desk.told(feed, before, recordId, "STOP_USE");

            CaseDesk.taken(desk.decision(caseId, CaseDesk.OFFICER, "UPHELD"));
            desk.stands(recordId, "FINAL");
            desk.carriedOut(caseId, "suspension.ended.v1");
            desk.told(feed, before, recordId, "UPSERT");
        } finally {
            turnClock(Duration.ZERO);
        }
        Invariants.hold(suite);
    }

    private void turnClock(Duration offset) throws InterruptedException {
        suite.stop(Part.REPAIR_SERVICE);
        Suite.start(Platform.options()
                .with("CHENGXIN_CLOCK_OFFSET", offset.toString())
                .with("CHENGXIN_CLOCKS_EVERY", "1s"));
    }
}
