package org.chengxin.sharing.agreements;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.chengxin.sharing.agreements.Agreement.Grant;
import org.chengxin.sharing.agreements.Agreement.Identity;
import org.chengxin.sharing.agreements.Agreement.Status;

/** Agreements that tests find concluded. */
public final class Agreed {

    private Agreed() {}

    /** In force through 2026 and 2027, persons by pseudonym, for SUPERVISION. */
    public static Agreement on(String receiver, String feed, List<String> regions, List<Grant> grants) {
        return on(receiver, feed, regions, grants, LocalDate.parse("2028-01-01"), null);
    }

    public static Agreement on(
            String receiver, String feed, List<String> regions, List<Grant> grants, LocalDate until, Integer quota) {
        var id = UUID.randomUUID();
        return new Agreement(
                id,
                id,
                1,
                null,
                receiver,
                feed,
                List.of(Purpose.SUPERVISION),
                "test",
                Identity.TOKEN,
                regions,
                grants,
                Status.ACTIVE,
                LocalDate.parse("2026-01-01"),
                until,
                quota,
                null,
                "seed",
                null,
                Instant.parse("2026-01-01T00:00:00Z"));
    }
}
