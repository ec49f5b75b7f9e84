package org.chengxin.gateway.proxy;

import java.time.Duration;
import org.chengxin.gateway.GatewaySettings;
import org.chengxin.gateway.proxy.Resource.Pace;

/**
 * Time and size that a request has.
 *
 * @param answerWithin until the answer begins
 * @param idle longest silence on the connection to the service
 * @param body largest request body in bytes
 */
record Limits(Duration answerWithin, Duration idle, long body) {

    /** A long poll may wait 30 s at the service; the rest is for the work before and after. */
    private static final Duration LONG_POLL = Duration.ofSeconds(45);

    private static final Duration STANDSTILL = Duration.ofSeconds(60);

    /** 100,000 lines of a batch, each well under 3 KiB. */
    private static final long BATCH_BYTES = 256L << 20;

    /** Files of 10 MB and their envelope. */
    private static final long FILE_BYTES = 11L << 20;

    static Limits of(Pace pace, GatewaySettings settings) {
        var ordinary = settings.answerWithin();
        var body = settings.body().toBytes();
        return switch (pace) {
            case ORDINARY -> new Limits(ordinary, ordinary.plusSeconds(20), body);
            case LONG_POLL -> new Limits(LONG_POLL, LONG_POLL, body);
            case STREAM -> new Limits(Duration.ofHours(1), STANDSTILL, BATCH_BYTES);
            case UPLOAD -> new Limits(STANDSTILL, STANDSTILL, FILE_BYTES);
        };
    }
}
