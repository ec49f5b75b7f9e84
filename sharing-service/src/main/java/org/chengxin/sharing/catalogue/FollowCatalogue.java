package org.chengxin.sharing.catalogue;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.chengxin.chassis.peer.PeerUnavailable;
import org.chengxin.sharing.records.FollowCalendar;
import org.chengxin.sharing.records.RecordTypes;
import org.chengxin.sharing.records.TurnedRecords;
import org.chengxin.sharing.records.TurnedRecords.Place;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Keeps what the catalogue says about sharing, and gives the records of a type whose scope has changed a new place in
 * the feeds. The policy goes by what is kept from the moment it is kept.
 *
 * <p>It may be stopped at any moment and run anywhere, also twice: what is not told is told again.
 */
@Component
class FollowCatalogue implements RecordTypes {

    private static final Logger log = LoggerFactory.getLogger(FollowCatalogue.class);
    private static final int BATCH = 5_000;

    private final Catalogue catalogue;
    private final SharingScopes scopes;
    private final TurnedRecords records;
    private final FollowCalendar calendar;
    private final Clock clock;

    FollowCatalogue(
            Catalogue catalogue, SharingScopes scopes, TurnedRecords records, FollowCalendar calendar, Clock clock) {
        this.catalogue = catalogue;
        this.scopes = scopes;
        this.records = records;
        this.calendar = calendar;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${chengxin.sharing.follow-catalogue-every}")
    void follow() {
        try {
            var today = LocalDate.now(clock);
            scopes.keep(catalogue.inForce(today));
            var found = new HashMap<String, SharingScope>();
            for (var type : scopes.unknown()) {
                catalogue.of(type, today).ifPresent(scope -> found.put(type, scope));
            }
            scopes.keep(found);
        } catch (PeerUnavailable e) {
            log.warn("What the catalogue says about sharing stays as it was: {}", e.getMessage());
        }
        tell();
    }

    /** Asked for in the transaction that stores the first record of a type. */
    @Override
    public void arrive(Map<String, LocalDate> decidedOn) {
        var found = new HashMap<String, SharingScope>();
        var missing = scopes.missing(decidedOn.keySet());
        decidedOn.forEach((type, day) -> {
            if (missing.contains(type)) {
                found.put(type, asked(type, day));
            }
        });
        if (!found.isEmpty()) {
            scopes.keep(found);
        }
    }

    @Override
    public Set<String> closed() {
        return scopes.closed();
    }

    private SharingScope asked(String type, LocalDate decidedOn) {
        try {
            // A type may have ended since the decision.
            return catalogue
                    .of(type, LocalDate.now(clock))
                    .or(() -> catalogue.of(type, decidedOn))
                    .orElse(SharingScope.UNKNOWN);
        } catch (PeerUnavailable e) {
            // Other records are not held up; those of this type wait, closed.
            log.warn("Records of type {} are shared with nobody until the catalogue answers", type);
            return SharingScope.UNKNOWN;
        }
    }

    private void tell() {
        var types = scopes.toTell();
        if (types.isEmpty()) {
            return;
        }
        log.info("Receivers learn that another scope holds for {}", types);
        Place last = null;
        do {
            last = records.turnAgain(types, LocalDate.now(clock), last, BATCH).orElse(null);
        } while (last != null);
        calendar.follow();
        scopes.told(types);
    }
}
