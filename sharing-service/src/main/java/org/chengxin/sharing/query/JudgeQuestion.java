package org.chengxin.sharing.query;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.chengxin.sharing.access.AccessEntry;
import org.chengxin.sharing.access.AccessEntry.Outcome;
import org.chengxin.sharing.access.AccessLog;
import org.chengxin.sharing.agreements.Agreement;
import org.chengxin.sharing.agreements.Agreements;
import org.chengxin.sharing.concealments.Concealments;
import org.chengxin.sharing.consents.Consent;
import org.chengxin.sharing.consents.ConsentCodes;
import org.chengxin.sharing.consents.Consents;
import org.chengxin.sharing.ledger.OneMessage;
import org.chengxin.sharing.persons.Resolution;
import org.chengxin.sharing.persons.Resolution.Known;
import org.chengxin.sharing.persons.Resolution.Malformed;
import org.chengxin.sharing.persons.Resolution.Mismatch;
import org.chengxin.sharing.persons.Resolution.Unknown;
import org.chengxin.sharing.policy.Governed.Shown;
import org.chengxin.sharing.policy.SharingPolicy;
import org.chengxin.sharing.policy.SharingPolicy.Seen;
import org.chengxin.sharing.query.Answer.ChannelClosed;
import org.chengxin.sharing.query.Answer.ConcealmentNotApproved;
import org.chengxin.sharing.query.Answer.ConsentCodeInvalid;
import org.chengxin.sharing.query.Answer.ConsentCodesLocked;
import org.chengxin.sharing.query.Answer.ConsentMissing;
import org.chengxin.sharing.query.Answer.DocumentInvalid;
import org.chengxin.sharing.query.Answer.NoAgreement;
import org.chengxin.sharing.query.Answer.NoBreakGlass;
import org.chengxin.sharing.query.Answer.Onward;
import org.chengxin.sharing.query.Answer.QuotaUsedUp;
import org.chengxin.sharing.query.Answer.Refused;
import org.chengxin.sharing.query.Answer.Report;
import org.chengxin.sharing.query.Answer.SubjectMismatch;
import org.chengxin.sharing.query.AskedQueries.Judged;
import org.chengxin.sharing.regions.Regions;
import org.chengxin.sharing.reviews.AccessReviews;
import org.chengxin.sharing.reviews.AccessReviews.Cause;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Judges a question about a person and writes down what became of it, in one transaction with the reading. */
@Component
class JudgeQuestion {

    private static final int MOST_WRONG_CODES = 10;
    private static final Duration CODES_LOCKED = Duration.ofHours(1);
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private final Agreements agreements;
    private final Consents consents;
    private final ConsentCodes codes;
    private final SharingPolicy policy;
    private final AccessLog accessLog;
    private final AskedQueries asked;
    private final Regions regions;
    private final Concealments concealments;
    private final AccessReviews reviews;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Set<String> bureaus;
    private final boolean bureausOpen;

    JudgeQuestion(
            Agreements agreements,
            Consents consents,
            ConsentCodes codes,
            SharingPolicy policy,
            AccessLog accessLog,
            AskedQueries asked,
            Regions regions,
            Concealments concealments,
            AccessReviews reviews,
            JdbcClient jdbc,
            Clock clock,
            @Value("${chengxin.sharing.bureaus}") Set<String> bureaus,
            @Value("${chengxin.sharing.bureaus-open}") boolean bureausOpen) {
        this.agreements = agreements;
        this.consents = consents;
        this.codes = codes;
        this.policy = policy;
        this.accessLog = accessLog;
        this.asked = asked;
        this.regions = regions;
        this.concealments = concealments;
        this.reviews = reviews;
        this.jdbc = jdbc;
        this.clock = clock;
        this.bureaus = Set.copyOf(bureaus);
        this.bureausOpen = bureausOpen;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    Answer judge(Question question, Resolution person) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var today = LocalDate.now(clock);
        return question.privateBody()
                ? byConsent(question, person, now, today)
                : byAgreement(question, person, now, today);
    }

    private Answer byAgreement(Question question, Resolution person, Instant now, LocalDate today) {
        var agreement = agreements
                .forQuery(question.organisation(), question.purpose(), today)
                .orElse(null);
        if (agreement == null) {
            return refuse(question, now, known(person), null, new NoAgreement());
        }
        if (question.concealmentId() != null && hiddenUntil(question, today) == null) {
            return refuse(question, now, known(person), agreement, new ConcealmentNotApproved());
        }
        return switch (person) {
            case Mismatch() -> refuse(question, now, null, agreement, new SubjectMismatch());
            case Malformed(var reason) -> refuse(question, now, null, agreement, new DocumentInvalid(reason));
            case Known(var subjectId) -> {
                // An emergency does not wait for tomorrow.
                if (question.breakGlass() == null && !agreements.withinQuota(agreement, today)) {
                    yield refuse(question, now, subjectId, agreement, quotaUsedUp(today));
                }
                yield report(question, now, subjectId, agreement, today);
            }
            case Unknown() -> {
                if (!agreements.withinQuota(agreement, today)) {
                    yield refuse(question, now, null, agreement, quotaUsedUp(today));
                }
                // Answers like for a person without records: the reply must not tell who is known here.
                var queryId = UUID.randomUUID();
                var message = new OneMessage();
                asked.add(
                        question,
                        new Judged(queryId, now, agreement.agreementId(), null, Outcome.ANSWERED, null, null),
                        message);
                message.send(jdbc);
                yield new Report(queryId, now, List.of(), null);
            }
        };
    }

    private @Nullable LocalDate hiddenUntil(Question question, LocalDate today) {
        var concealmentId = question.concealmentId();
        var department = question.department();
        return concealmentId == null || department == null
                ? null
                : concealments
                        .hiddenUntil(concealmentId, department, question.matterNumber(), today)
                        .orElse(null);
    }

    private static QuotaUsedUp quotaUsedUp(LocalDate today) {
        return new QuotaUsedUp(today.plusDays(1).atStartOfDay(SHANGHAI).toInstant());
    }

    private Answer byConsent(Question question, Resolution person, Instant now, LocalDate today) {
        var subjectId = known(person);
        if (question.breakGlass() != null) {
            return refuse(question, now, subjectId, null, new NoBreakGlass());
        }
        boolean bureau = bureaus.contains(question.organisation());
        if (bureau && !bureausOpen) {
            return refuse(question, now, subjectId, null, new ChannelClosed());
        }
        var code = question.consentCode();
        if (code != null
                && asked.wrongCodesSince(question.organisation(), now.minus(CODES_LOCKED)) >= MOST_WRONG_CODES) {
            return refuse(question, now, subjectId, null, new ConsentCodesLocked());
        }
        Refused without = code == null ? new ConsentMissing() : new ConsentCodeInvalid();
        if (subjectId == null) {
            return refuse(question, now, null, null, without);
        }
        var consent = consents.opening(
                        subjectId,
                        question.organisation(),
                        question.purpose(),
                        code == null ? null : codes.hash(code),
                        now,
                        today)
                .orElse(null);
        if (consent == null) {
            return refuse(question, now, subjectId, null, without);
        }
        if (bureau && consent.form() != Consent.Form.WRITTEN) {
            return refuse(question, now, subjectId, null, new ChannelClosed());
        }
        var seen = policy.shownOf(subjectId, consent.consentId(), false, today);
        consents.used(consent.consentId(), now);
        return answered(question, now, subjectId, null, consent.consentId(), "个人同意", seen);
    }

    private Report report(Question question, Instant now, UUID subjectId, Agreement agreement, LocalDate today) {
        var seen = policy.shownOf(subjectId, agreement.agreementId(), question.breakGlass() != null, today);
        var report = answered(question, now, subjectId, agreement.agreementId(), null, agreement.legalBasis(), seen);
        if (question.onlyHere()) {
            return report;
        }
        var heldBy = regions.holding(subjectId).stream()
                .filter(region -> agreement.regions().contains("*")
                        || agreement.regions().contains(region)
                        || question.breakGlass() != null)
                .toList();
        if (heldBy.isEmpty()) {
            return report;
        }
        asked.forwarded(report.queryId(), heldBy);
        var grants = agreements.find(agreement.agreementId()).orElseThrow().grants();
        return new Report(
                report.queryId(),
                now,
                report.records(),
                new Onward(subjectId, heldBy, grants, agreement.legalBasis(), question.concealmentId() != null));
    }

    private Report answered(
            Question question,
            Instant now,
            UUID subjectId,
            @Nullable UUID agreementId,
            @Nullable UUID consentId,
            String legalBasis,
            Seen seen) {
        var records = seen.records();
        var judged = new Judged(UUID.randomUUID(), now, agreementId, consentId, Outcome.ANSWERED, null, subjectId);
        var types = records.stream().map(Shown::recordType).distinct().sorted().toList();
        var hiddenUntil = hiddenUntil(question, LocalDate.now(clock));
        var message = new OneMessage();
        asked.add(question, judged, message);
        asked.given(
                question,
                judged.queryId(),
                now,
                seen.head(),
                hiddenUntil,
                records.stream().map(Shown::recordId).toList(),
                message);
        enter(question, judged, subjectId, legalBasis, types, hiddenUntil, message);
        message.send(jdbc);
        if (question.breakGlass() != null) {
            reviews.open(judged.queryId(), Cause.BREAK_GLASS, now);
        }
        if (hiddenUntil != null) {
            reviews.open(judged.queryId(), Cause.CONCEALED, now);
        }
        return new Report(judged.queryId(), now, records, null);
    }

    private Refused refuse(
            Question question, Instant now, @Nullable UUID subjectId, @Nullable Agreement agreement, Refused why) {
        var judged = new Judged(
                UUID.randomUUID(),
                now,
                agreement == null ? null : agreement.agreementId(),
                null,
                Outcome.REFUSED,
                Refusals.slug(why),
                subjectId);
        var message = new OneMessage();
        asked.add(question, judged, message);
        if (subjectId != null) {
            var legalBasis = agreement == null ? null : agreement.legalBasis();
            enter(question, judged, subjectId, legalBasis, List.of(), null, message);
        }
        message.send(jdbc);
        return why;
    }

    /** The entry carries the id of the query, so that both lead to each other. */
    private void enter(
            Question question,
            Judged judged,
            UUID subjectId,
            @Nullable String legalBasis,
            List<String> recordTypes,
            @Nullable LocalDate hiddenUntil,
            OneMessage message) {
        var breakGlass = question.breakGlass();
        var entry = new AccessEntry(
                judged.queryId(),
                subjectId,
                judged.at(),
                question.organisation(),
                AccessLog.HERE,
                question.purpose().name(),
                question.matterNumber(),
                legalBasis,
                judged.outcome(),
                recordTypes,
                question.staffNumber(),
                judged.consentId(),
                breakGlass == null ? null : breakGlass.reason().name(),
                hiddenUntil);
        accessLog.write(entry, message);
    }

    private static @Nullable UUID known(Resolution person) {
        return person instanceof Known(var subjectId) ? subjectId : null;
    }
}
