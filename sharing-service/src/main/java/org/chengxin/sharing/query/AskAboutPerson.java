package org.chengxin.sharing.query;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.chengxin.sharing.access.AccessEntry;
import org.chengxin.sharing.access.AccessEntry.Outcome;
import org.chengxin.sharing.access.AccessLog;
import org.chengxin.sharing.agreements.Agreement;
import org.chengxin.sharing.agreements.Agreements;
import org.chengxin.sharing.persons.Persons;
import org.chengxin.sharing.persons.Resolution;
import org.chengxin.sharing.persons.Resolution.Known;
import org.chengxin.sharing.persons.Resolution.Malformed;
import org.chengxin.sharing.persons.Resolution.Mismatch;
import org.chengxin.sharing.persons.Resolution.Unknown;
import org.chengxin.sharing.policy.Governed.Shown;
import org.chengxin.sharing.policy.SharingPolicy;
import org.chengxin.sharing.query.Answer.ConsentMissing;
import org.chengxin.sharing.query.Answer.DocumentInvalid;
import org.chengxin.sharing.query.Answer.LogUnavailable;
import org.chengxin.sharing.query.Answer.NoAgreement;
import org.chengxin.sharing.query.Answer.Refused;
import org.chengxin.sharing.query.Answer.Report;
import org.chengxin.sharing.query.Answer.SubjectMismatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Answers one question about one person, or refuses it, and writes down which.
 *
 * <p>The records are read and the access entry is written in one transaction, and the answer exists only after its
 * commit: no log, no answer.
 */
@Component
class AskAboutPerson {

    private static final Logger log = LoggerFactory.getLogger(AskAboutPerson.class);

    private final Persons persons;
    private final Agreements agreements;
    private final SharingPolicy policy;
    private final AccessLog accessLog;
    private final AskedQueries asked;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AskAboutPerson(
            Persons persons,
            Agreements agreements,
            SharingPolicy policy,
            AccessLog accessLog,
            AskedQueries asked,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.persons = persons;
        this.agreements = agreements;
        this.policy = policy;
        this.accessLog = accessLog;
        this.asked = asked;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** @throws org.chengxin.chassis.peer.PeerUnavailable when nobody can say who the person is; nothing was decided */
    Answer ask(Question question) {
        // Also for a question that will be refused: the person has a right to see that it was asked.
        var person = persons.resolve(question.person());
        try {
            return transaction.execute(status -> decide(question, person));
        } catch (DataAccessException | TransactionException e) {
            // Only the kind: the text may quote what was to be written.
            log.error(
                    "A query was not answered because its log entry could not be kept: {}",
                    e.getClass().getName());
            return new LogUnavailable();
        }
    }

    private Answer decide(Question question, Resolution person) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var today = LocalDate.now(clock);
        var subjectId = person instanceof Known(var known) ? known : null;
        if (question.needsConsent()) {
            return refuse(question, now, subjectId, null, new ConsentMissing());
        }
        var agreement = agreements
                .forQuery(question.organisation(), question.purpose(), today)
                .orElse(null);
        if (agreement == null) {
            return refuse(question, now, subjectId, null, new NoAgreement());
        }
        return switch (person) {
            case Known(var known) -> report(question, now, known, agreement, today);
            case Unknown() -> reportOfNobody(question, now, agreement);
            case Mismatch() -> refuse(question, now, null, agreement, new SubjectMismatch());
            case Malformed(var reason) -> refuse(question, now, null, agreement, new DocumentInvalid(reason));
        };
    }

    private Report report(Question question, Instant now, UUID subjectId, Agreement agreement, LocalDate today) {
        var queryId = UUID.randomUUID();
        var records = policy.shownOf(subjectId, agreement.agreementId(), today);
        var types = records.stream().map(Shown::recordType).distinct().sorted().toList();
        asked.add(queryId, now, question, agreement.agreementId(), Outcome.ANSWERED, null, subjectId);
        enter(question, queryId, now, subjectId, agreement, Outcome.ANSWERED, types);
        return new Report(queryId, now, records);
    }

    /** Answers like for a person without records: the reply must not tell who is known here. */
    private Report reportOfNobody(Question question, Instant now, Agreement agreement) {
        var queryId = UUID.randomUUID();
        asked.add(queryId, now, question, agreement.agreementId(), Outcome.ANSWERED, null, null);
        return new Report(queryId, now, List.of());
    }

    private Refused refuse(
            Question question, Instant now, @Nullable UUID subjectId, @Nullable Agreement agreement, Refused why) {
        var queryId = UUID.randomUUID();
        asked.add(
                queryId,
                now,
                question,
                agreement == null ? null : agreement.agreementId(),
                Outcome.REFUSED,
                QueryController.slug(why),
                subjectId);
        if (subjectId != null) {
            enter(question, queryId, now, subjectId, agreement, Outcome.REFUSED, List.of());
        }
        return why;
    }

    /** The entry carries the id of the query, so that both lead to each other. */
    private void enter(
            Question question,
            UUID queryId,
            Instant now,
            UUID subjectId,
            @Nullable Agreement agreement,
            Outcome outcome,
            List<String> recordTypes) {
        accessLog.write(List.of(new AccessEntry(
                queryId,
                subjectId,
                now,
                question.organisation(),
                AccessLog.HERE,
                question.purpose().name(),
                question.matterNumber(),
                agreement == null ? null : agreement.legalBasis(),
                outcome,
                recordTypes)));
    }
}
