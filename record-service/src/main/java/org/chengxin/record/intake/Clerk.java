package org.chengxin.record.intake;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.chengxin.record.ledger.Cause;
import org.chengxin.record.ledger.Change;
import org.chengxin.record.ledger.CreditRecord;
import org.chengxin.record.ledger.Ledger;
import org.chengxin.record.ledger.Provider;
import org.chengxin.record.ledger.RecordIds;
import org.chengxin.record.ledger.Source;
import org.chengxin.record.lifecycle.LifeEvent;
import org.chengxin.record.subject.Subjects;
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
    private final Subjects subjects;
    private final Clock clock;

    Clerk(Persons persons, Ledger ledger, Subjects subjects, Clock clock) {
        this.persons = persons;
        this.ledger = ledger;
        this.subjects = subjects;
        this.clock = clock;
    }

    /**
     * One thing to decide: who states it, and what.
     *
     * @param lastCall whether it has waited for the public authority as long as anything may
     */
    record Item(Provider provider, Statement statement, boolean lastCall) {

        Item(Provider provider, Statement statement) {
            this(provider, statement, false);
        }

        Optional<Source.Key> key() {
            return statement.key(provider);
        }
    }

    /** What is still remembered about the persons of these statements, without asking anybody. */
    Map<Person, PersonAnswer> recall(Collection<Item> items) {
        return persons.recall(items.stream()
                .filter(item -> item.statement() instanceof Statement.Claim)
                .map(item -> ((Statement.Claim) item.statement()).submission().person())
                .toList());
    }

    /** Who the persons of these statements are; those of repeats are not asked for. */
    Map<Person, PersonAnswer> ask(Collection<Item> items) {
        var keys = new LinkedHashSet<Source.Key>();
        items.forEach(item -> item.key().ifPresent(keys::add));
        var known = ledger.sources().told(keys);
        var named = new ArrayList<Person>();
        for (var item : items) {
            if (item.statement() instanceof Statement.Claim(var submission) && news(known, item) == Source.News.NEW) {
                named.add(submission.person());
            }
        }
        return named.isEmpty() ? Map.of() : persons.identify(named);
    }

    /**
     * @param held decisions of which an earlier event still waits: what comes behind it waits too, so that the outcome
     *     does not depend on how long the public authority takes
     * @return one outcome for each item, in their order
     */
    @Transactional(propagation = Propagation.MANDATORY)
    List<Outcome> decide(List<Item> items, Map<Person, PersonAnswer> answers, Set<Source.Key> held) {
        return new Decision(items, answers, held).outcomes();
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
        private final PersonsToday persons;
        private final Set<Source.Key> held;
        private final Instant now = clock.instant();
        private final Map<Source.Key, Source> sources = new HashMap<>();
        private final Map<Source.Key, Source> told = new LinkedHashMap<>();
        private final Map<UUID, CreditRecord> records = new HashMap<>();
        private final List<Change> changes = new ArrayList<>();

        Decision(List<Item> items, Map<Person, PersonAnswer> answers, Set<Source.Key> held) {
            this.items = items;
            this.persons = PersonsToday.of(items, answers, subjects);
            this.held = new HashSet<>(held);
        }

        List<Outcome> outcomes() {
            var entering = new LinkedHashSet<Source.Key>();
            var refused = new LinkedHashSet<Source.Key>();
            for (var item : items) {
                item.key().ifPresent((isEntering(item) ? entering : refused)::add);
            }
            refused.removeAll(entering);
            sources.putAll(ledger.sources().told(refused));
            sources.putAll(ledger.sources().lock(entering));
            records.putAll(ledger.lockRecords(entering.stream()
                    .map(key -> Objects.requireNonNull(sources.get(key)).recordId())
                    .filter(Objects::nonNull)
                    .toList()));
            var outcomes = items.stream().map(this::outcome).toList();
            ledger.sources().update(told.values());
            ledger.write(changes);
            return outcomes;
        }

        /** Whether nothing but a higher revision keeps it out. */
        private boolean isEntering(Item item) {
            return switch (item.statement()) {
                case Statement.Claim(var submission) -> persons.letsIn(submission);
                case Statement.Withdrawal _ -> true;
                case Statement.Unfit _ -> false;
            };
        }

        private Outcome outcome(Item item) {
            var key = item.key().orElse(null);
            if (key != null && held.contains(key) && item.statement().mayWait()) {
                return new Outcome.Waiting();
            }
            var outcome = outcome(item, key);
            if (key != null && outcome instanceof Outcome.Waiting) {
                held.add(key);
            }
            return outcome;
        }

        private Outcome outcome(Item item, Source.@Nullable Key key) {
            var statement = item.statement();
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
                        case Statement.Claim(var submission) -> claim(item, submission, recordId);
                    };
            };
        }

        private Outcome claim(Item item, Submission submission, @Nullable UUID recordId) {
            return switch (persons.answer(submission)) {
                case PersonAnswer.Pending() ->
                    item.lastCall() ? rejected(Ground.AUTHORITY_UNAVAILABLE, "/subject") : new Outcome.Waiting();
                case PersonAnswer.Unknown(var ground, var pointer) -> rejected(ground, pointer);
                case PersonAnswer.Known known ->
                    Admission.wasAdult(known.adultOn(), submission.occurredOn())
                            ? enter(item.provider(), submission, known.registeredAs(), recordId)
                            : rejected(Ground.SUBJECT_MINOR, "/occurredOn");
            };
        }

        private Outcome rejected(Ground ground, String pointer) {
            return new Outcome.Rejected(Defect.problem(List.of(Defect.of(ground, pointer))));
        }

        private Outcome enter(Provider provider, Submission submission, UUID registeredAs, @Nullable UUID recordId) {
            var source = sources.get(new Source.Key(provider.code(), submission.sourceRecordId()));
            if (source != null && source.closed()) {
                return rejected(Ground.RECORD_CLOSED, "/sourceRecordId");
            }
            var subjectId = persons.today(registeredAs);
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
            if (before != null
                    && before.subjectId().equals(subjectId)
                    && LifeEvent.AMENDED.mayHappen(before.decision().polarity(), before.marks())) {
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
                        registeredAs,
                        provider.code(),
                        provider.department(),
                        submission.sourceRecordId(),
                        revision,
                        decision,
                        now);
                after = persons.ended(after, subjectId);
                change(after, Cause.REPORTED);
            }
            tell(new Source(new Source.Key(provider.code(), submission.sourceRecordId()), revision, false, after.id()));
            return new Outcome.Accepted(after, before == null);
        }

        private Outcome withdraw(Source.Key key, Statement.Withdrawal withdrawal, @Nullable UUID recordId) {
            var before = recordId == null ? null : records.get(recordId);
            var after = before == null ? null : withdraw(before, withdrawal.revision());
            var closed = sources.containsKey(key)
                    && Objects.requireNonNull(sources.get(key)).closed();
            tell(new Source(key, withdrawal.revision(), true, recordId, closed));
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
