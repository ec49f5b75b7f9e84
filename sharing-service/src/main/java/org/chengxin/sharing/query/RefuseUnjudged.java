package org.chengxin.sharing.query;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.chengxin.chassis.peer.PeerUnavailable;
import org.chengxin.sharing.access.AccessEntry;
import org.chengxin.sharing.access.AccessEntry.Outcome;
import org.chengxin.sharing.access.AccessLog;
import org.chengxin.sharing.persons.Persons;
import org.chengxin.sharing.persons.Resolution;
import org.chengxin.sharing.persons.Resolution.Known;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes down queries that are refused for what they lack: in the person's log when it can be said whose, and under the
 * organisation in any case.
 */
@Component
class RefuseUnjudged {

    private static final Logger log = LoggerFactory.getLogger(RefuseUnjudged.class);

    private final Persons persons;
    private final AskedQueries asked;
    private final AccessLog accessLog;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RefuseUnjudged(
            Persons persons,
            AskedQueries asked,
            AccessLog accessLog,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.persons = persons;
        this.asked = asked;
        this.accessLog = accessLog;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** @return false when the log could not be written */
    boolean refuse(List<Unjudged> all) {
        if (all.isEmpty()) {
            return true;
        }
        var whose = resolved(all).iterator();
        try {
            transaction.executeWithoutResult(_ -> write(all, whose));
            return true;
        } catch (DataAccessException | TransactionException e) {
            log.error(
                    "Refusals could not be kept in the access log: {}",
                    e.getClass().getName());
            return false;
        }
    }

    private void write(List<Unjudged> all, Iterator<Resolution> whose) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var entries = new ArrayList<AccessEntry>();
        for (var one : all) {
            var queryId = UUID.randomUUID();
            UUID subjectId = null;
            if (one.person() != null && whose.next() instanceof Known(var known)) {
                subjectId = known;
                entries.add(new AccessEntry(
                        queryId,
                        known,
                        now,
                        one.organisation(),
                        AccessLog.HERE,
                        one.purpose(),
                        one.matterNumber(),
                        null,
                        Outcome.REFUSED,
                        List.of(),
                        one.staffNumber(),
                        null,
                        null,
                        null));
            }
            asked.add(one, queryId, subjectId, now);
        }
        if (!entries.isEmpty()) {
            accessLog.write(entries);
        }
    }

    /** For each that names a person; nobody, while identity-service cannot say: a flaw is answered all the same. */
    private List<Resolution> resolved(List<Unjudged> all) {
        var named = all.stream().map(Unjudged::person).filter(Objects::nonNull).toList();
        if (named.isEmpty()) {
            return List.of();
        }
        try {
            return persons.resolve(named);
        } catch (PeerUnavailable e) {
            return named.stream().<Resolution>map(_ -> new Resolution.Unknown()).toList();
        }
    }
}
