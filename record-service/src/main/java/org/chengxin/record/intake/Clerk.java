package org.chengxin.record.intake;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.chengxin.record.ledger.Cause;
import org.chengxin.record.ledger.Change;
import org.chengxin.record.ledger.CreditRecord;
import org.chengxin.record.ledger.Ledger;
import org.chengxin.record.ledger.Provider;
import org.chengxin.record.ledger.RecordIds;
import org.chengxin.record.ledger.Source;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides what becomes of a batch of statements and writes it down: every department, every path, the same.
 *
 * <p>Two steps. {@link #ask} talks to identity-service, outside any transaction; {@link #decide} needs the
 * transaction and a handful of statements, however large the batch.
 */
@Component
class Clerk {

    private final Persons persons;
    private final Ledger ledger;
    private final Clock clock;

    Clerk(Persons persons, Ledger ledger, Clock clock) {
        this.persons = persons;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** One thing to decide: who states it, and what. */
    record Item(Provider provider, Statement statement) {}

    /** Who the persons of these statements are; those of repeats are not asked for. */
    Map<Person, PersonAnswer> ask(Collection<Item> items) {
        var keys = new LinkedHashSet<Source.Key>();
        items.forEach(item -> item.statement().key(item.provider()).ifPresent(keys::add));
        var known = ledger.sources(keys);
        var named = new ArrayList<Person>();
        for (var item : items) {
            if (item.statement() instanceof Statement.Claim(var submission) && news(known, item) == Source.News.NEW) {
                named.add(submission.person());
            }
        }
        return named.isEmpty() ? Map.of() : persons.identify(named);
    }

    /** @return one outcome for each item, in their order */
    @Transactional(propagation = Propagation.MANDATORY)
    List<Outcome> decide(List<Item> items, Map<Person, PersonAnswer> answers) {
        return new Decision(items, answers).outcomes();
    }

    private static Source.News news(Map<Source.Key, Source> known, Item item) {
        var statement = item.statement();
        var revision = statement.revision();
        var source = statement.key(item.provider()).map(known::get).orElse(null);
        return source == null || revision == null
                ? Source.News.NEW
                : source.compare(revision, statement instanceof Statement.Withdrawal);
    }

    /** One batch on the desk. */
    private final class Decision {

        private final List<Item> items;
        private final Map<Person, PersonAnswer> answers;
        private final Instant now = clock.instant();
        private final Map<Source.Key, Source> sources = new HashMap<>();
        private final Map<Source.Key, Source> told = new LinkedHashMap<>();
        private final Map<UUID, CreditRecord> records = new HashMap<>();
        private final List<Change> changes = new ArrayList<>();

        Decision(List<Item> items, Map<Person, PersonAnswer> answers) {
            this.items = items;
            this.answers = answers;
        }

        List<Outcome> outcomes() {
            var entering = new LinkedHashSet<Source.Key>();
            var refused = new LinkedHashSet<Source.Key>();
            for (var item : items) {
                item.statement().key(item.provider()).ifPresent((isEntering(item) ? entering : refused)::add);
            }
            refused.removeAll(entering);
            sources.putAll(ledger.sources(refused));
            sources.putAll(ledger.lock(entering));
            records.putAll(ledger.lockRecords(entering.stream()
                    .map(key -> Objects.requireNonNull(sources.get(key)).recordId())
                    .filter(Objects::nonNull)
                    .toList()));
            var outcomes = items.stream().map(this::outcome).toList();
            ledger.update(told.values());
            ledger.write(changes);
            return outcomes;
        }

        /** Whether nothing but a higher revision keeps it out. */
        private boolean isEntering(Item item) {
            return switch (item.statement()) {
                case Statement.Claim(var submission) ->
                    answer(submission) instanceof PersonAnswer.Known known
                            && Admission.wasAdult(known.adultOn(), submission.occurredOn());
                case Statement.Withdrawal _ -> true;
                case Statement.Unfit _ -> false;
            };
        }

        private PersonAnswer answer(Submission submission) {
            return answers.getOrDefault(submission.person(), new PersonAnswer.Pending());
        }

        private Outcome outcome(Item item) {
            var statement = item.statement();
            var key = statement.key(item.provider()).orElse(null);
            var recordId = key == null || !sources.containsKey(key)
                    ? null
                    : Objects.requireNonNull(sources.get(key)).recordId();
            // First of all: a repeat changes nothing, even when the rules have changed since.
            return switch (news(sources, item)) {
                case DUPLICATE -> new Outcome.Duplicate(recordId);
                case SUPERSEDED -> new Outcome.Superseded(recordId);
                case NEW ->
                    switch (statement) {
                        case Statement.Unfit unfit -> new Outcome.Rejected(Defect.problem(unfit.defects()));
                        case Statement.Withdrawal withdrawal ->
                            withdraw(Objects.requireNonNull(key), withdrawal, recordId);
                        case Statement.Claim(var submission) -> claim(item.provider(), submission, recordId);
                    };
            };
        }

        private Outcome claim(Provider provider, Submission submission, @Nullable UUID recordId) {
            return switch (answer(submission)) {
                case PersonAnswer.Pending() -> new Outcome.Waiting();
                case PersonAnswer.Unknown(var ground, var pointer) -> rejected(ground, pointer);
                case PersonAnswer.Known(var subjectId, var adultOn) ->
                    Admission.wasAdult(adultOn, submission.occurredOn())
                            ? enter(provider, submission, subjectId, recordId)
                            : rejected(Ground.SUBJECT_MINOR, "/occurredOn");
            };
        }

        private Outcome rejected(Ground ground, String pointer) {
            return new Outcome.Rejected(Defect.problem(List.of(Defect.of(ground, pointer))));
        }

        private Outcome enter(Provider provider, Submission submission, UUID subjectId, @Nullable UUID recordId) {
            var decision = CreditRecord.Decision.of(
                    submission.type(),
                    submission.division(),
                    submission.decisionNumber(),
                    submission.legalBasis(),
                    submission.noticeServedOn(),
                    submission.finalBasis() == null
                            ? null
                            : submission.finalBasis().name(),
                    submission.dates(),
                    submission.facts());
            var before = recordId == null ? null : records.get(recordId);
            var revision = submission.revision();
            CreditRecord after;
            if (before != null && before.subjectId().equals(subjectId)) {
                after = before.amended(revision, decision, now);
                change(after, Cause.AMENDED);
            } else {
                if (before != null) {
                    // It was never about that person: for them it ends at once, and the other is told anew.
                    withdraw(before, revision);
                }
                after = CreditRecord.reported(
                        RecordIds.next(now),
                        subjectId,
                        provider.code(),
                        provider.department(),
                        submission.sourceRecordId(),
                        revision,
                        decision,
                        now);
                change(after, Cause.REPORTED);
            }
            tell(new Source(new Source.Key(provider.code(), submission.sourceRecordId()), revision, false, after.id()));
            return new Outcome.Accepted(after, before == null);
        }

        private Outcome withdraw(Source.Key key, Statement.Withdrawal withdrawal, @Nullable UUID recordId) {
            var before = recordId == null ? null : records.get(recordId);
            var after = before == null ? null : withdraw(before, withdrawal.revision());
            tell(new Source(key, withdrawal.revision(), true, recordId));
            return new Outcome.Accepted(after, false);
        }

        private CreditRecord withdraw(CreditRecord before, int revision) {
            if (before.isWithdrawn()) {
                return before;
            }
            var after = before.withdrawn(revision, now);
            change(after, Cause.WITHDRAWN);
            return after;
        }

        private void change(CreditRecord after, Cause cause) {
            records.put(after.id(), after);
            changes.add(new Change(after, cause));
        }

        private void tell(Source source) {
            sources.put(source.key(), source);
            told.put(source.key(), source);
        }
    }
}
