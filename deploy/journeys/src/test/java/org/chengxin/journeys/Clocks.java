package org.chengxin.journeys;

import java.time.Duration;
import org.chengxin.local.Part;
import org.chengxin.local.Suite;

/** Turns the clock of sharing-service: it is stopped and comes back in another time, all others stay in this one. */
final class Clocks {

    private Clocks() {}

    static void turnSharing(Duration offset) throws InterruptedException {
        Platform.suite().stop(Part.SHARING_SERVICE);
        Suite.start(Platform.options().with("CHENGXIN_CLOCK_OFFSET", offset.toString()));
    }
}
