package org.chengxin.journeys;

import java.time.Duration;
import org.chengxin.local.Part;
import org.chengxin.local.Suite;

/** Turns the clocks of some services: they are stopped and come back in another time, all others stay in this one. */
final class Clocks {

    private Clocks() {}

    static void turn(Duration offset, Part... services) throws InterruptedException {
        for (Part service : services) {
            Platform.suite().stop(service);
        }
        Suite.start(Platform.options().with("CHENGXIN_CLOCK_OFFSET", offset.toString()));
    }
}
