package org.chengxin.record.ledger;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** Record ids that grow with time (UUID version 7): new rows stand together in every index. */
public final class RecordIds {

    private static final SecureRandom RANDOM = new SecureRandom();

    private RecordIds() {}

    public static UUID next(Instant now) {
        var high = (now.toEpochMilli() << 16) | 0x7000L | RANDOM.nextInt(0x1000);
        var low = (RANDOM.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
