package org.chengxin.sharing.query;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.chengxin.sharing.access.AccessEntry;
import org.chengxin.sharing.access.AccessEntry.Outcome;
import org.chengxin.sharing.access.AccessLog;
import org.chengxin.sharing.corrections.ForeignCorrections;
import org.chengxin.sharing.corrections.ForeignCorrections.PassedOn;
import org.chengxin.sharing.corrections.ForeignCorrections.Version;
import org.chengxin.sharing.query.Answer.Onward;
import org.chengxin.sharing.query.Answer.Report;
import org.chengxin.sharing.regions.AskOtherRegions;
import org.chengxin.sharing.regions.AskOtherRegions.Found;
import org.chengxin.sharing.regions.AskOtherRegions.Part;
import org.chengxin.sharing.regions.AskOtherRegions.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts a question to the regions that hold records of the person. What they show is in the person's log here, and
 * remembered for its corrections (D-8), before it leaves.
 */
@Component
class AskElsewhere {

    private static final Logger log = LoggerFactory.getLogger(AskElsewhere.class);

    private final AskOtherRegions askOtherRegions;
    private final ForeignCorrections foreignCorrections;
    private final AccessLog accessLog;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AskElsewhere(
            AskOtherRegions askOtherRegions,
            ForeignCorrections foreignCorrections,
            AccessLog accessLog,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.askOtherRegions = askOtherRegions;
        this.foreignCorrections = foreignCorrections;
        this.accessLog = accessLog;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** @return what the regions said; nothing when it could not be written down and so must not be shown */
    Optional<List<Part>> ask(Question question, Report report) {
        var onward = report.onward();
        if (onward == null) {
            return Optional.of(List.of());
        }
        if (onward.concealed()) {
            return Optional.of(onward.regions().stream()
                    .map(region -> new Part(region, State.NOT_ASKED, List.of()))
                    .toList());
        }
        // Outside of any transaction: a slow region holds up this answer and nothing else.
        var parts = askOtherRegions.ask(
                onward.regions(),
                question.person(),
                question.purpose().name(),
                question.matterNumber(),
                onward.grants());
        var showing = parts.stream().filter(part -> !part.records().isEmpty()).toList();
        if (showing.isEmpty()) {
            return Optional.of(parts);
        }
        try {
            transaction.executeWithoutResult(_ -> showing.forEach(part -> writeDown(question, report, onward, part)));
            return Optional.of(parts);
        } catch (DataAccessException | TransactionException e) {
            log.error(
                    "What other regions hold was not shown because it could not be written down: {}",
                    e.getClass().getName());
            return Optional.empty();
        }
    }

    private void writeDown(Question question, Report report, Onward onward, Part part) {
        var breakGlass = question.breakGlass();
        accessLog.write(List.of(new AccessEntry(
                UUID.randomUUID(),
                onward.subjectId(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                question.organisation(),
                "region-" + part.region(),
                question.purpose().name(),
                question.matterNumber(),
                onward.legalBasis(),
                Outcome.ANSWERED,
                part.records().stream()
                        .map(Found::recordType)
                        .distinct()
                        .sorted()
                        .toList(),
                question.staffNumber(),
                null,
                breakGlass == null ? null : breakGlass.reason().name(),
                null)));
        foreignCorrections.passedOn(
                new PassedOn(
                        part.region(),
                        question.organisation(),
                        onward.subjectId(),
                        report.queryId(),
                        question.matterNumber(),
                        report.asOf(),
                        part.records().stream()
                                .map(found -> new Version(found.recordId(), found.version(), found.recordType()))
                                .toList()),
                LocalDate.now(clock));
    }
}
