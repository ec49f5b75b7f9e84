package org.chengxin.identity.resolution;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.chengxin.identity.authority.PublicAuthority;
import org.chengxin.identity.authority.Question;
import org.chengxin.identity.authority.Verdict;
import org.chengxin.identity.registry.NewSubject;
import org.chengxin.identity.registry.Subject;
import org.chengxin.identity.registry.Subjects;
import org.chengxin.identity.registry.Verification;
import org.chengxin.identity.vault.Lookup;
import org.chengxin.identity.vault.LookupHash;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Use case: from documents and names to subject ids, a whole batch with one statement. */
@Component
class ResolveSubjects {

    private final Subjects subjects;
    private final PublicAuthority authority;
    private final Lookup lookup;
    private final TransactionTemplate transaction;

    ResolveSubjects(Subjects subjects, PublicAuthority authority, Lookup lookup, TransactionTemplate transaction) {
        this.subjects = subjects;
        this.authority = authority;
        this.lookup = lookup;
        this.transaction = transaction;
    }

    /** Finds who is known. */
    List<Resolution> lookUp(List<Item> items) {
        var hashes = hashes(items);
        var known = subjects.findAll(hashes.values());
        return items.stream()
                .map(item -> Resolution.lookedUp(
                        Optional.ofNullable(known.get(hash(hashes, item))), item.document(), item.name()))
                .toList();
    }

    /**
     * Finds who is known and registers who is not.
     *
     * <p>The authority is asked about all strangers at once and within its budget; about whom it has not answered it is
     * asked again later, and the caller is told to come back.
     */
    List<Resolution> register(List<Item> items) {
        var hashes = hashes(items);
        var known = subjects.findAll(hashes.values());
        var questions = items.stream()
                .filter(item -> needsTheAuthority(known.get(hash(hashes, item))))
                .map(item -> new Question(item.document(), item.name()))
                .distinct()
                // Rows are always locked in the order of the hashes, so that two batches never wait in a circle.
                .sorted(Comparator.comparing(question -> lookup.of(question.document())))
                .toList();
        var verdicts = authority.askAll(questions);
        var settled =
                questions.isEmpty() ? known : transaction.execute(_ -> settle(hashes, known, questions, verdicts));
        return items.stream()
                .map(item -> Resolution.registered(
                        Optional.ofNullable(settled.get(hash(hashes, item))),
                        item.document(),
                        item.name(),
                        verdicts.getOrDefault(new Question(item.document(), item.name()), Verdict.NO_ANSWER)))
                .toList();
    }

    private Map<LookupHash, Subject> settle(
            Map<Item, LookupHash> hashes,
            Map<LookupHash, Subject> known,
            List<Question> questions,
            Map<Question, Verdict> verdicts) {
        subjects.addAll(newcomers(known, questions, verdicts));
        var all = new HashMap<>(subjects.findAll(hashes.values()));
        for (var question : questions) {
            var hash = lookup.of(question.document());
            var subject = all.get(hash);
            if (verdicts.get(question) == Verdict.AGREES
                    && subject != null
                    && subject.verification() != Verification.VERIFIED
                    && subjects.verify(subject.id(), question.name())) {
                all.put(hash, new Subject(subject.id(), question.name(), Verification.VERIFIED));
            }
        }
        return all;
    }

    /** Whom to store: the confirmed, and those about whom there is no answer yet; never whom the authority denied. */
    private List<NewSubject> newcomers(
            Map<LookupHash, Subject> known, List<Question> questions, Map<Question, Verdict> verdicts) {
        var newcomers = new LinkedHashMap<LookupHash, NewSubject>();
        for (var question : questions) {
            var hash = lookup.of(question.document());
            var verdict = verdicts.getOrDefault(question, Verdict.NO_ANSWER);
            if (known.containsKey(hash)) {
                continue;
            }
            if (verdict == Verdict.AGREES) {
                // Two names of one batch for one document: the first that is confirmed is the person's.
                newcomers.compute(
                        hash,
                        (_, other) -> other != null && other.verification() == Verification.VERIFIED
                                ? other
                                : newcomer(hash, question, Verification.VERIFIED));
            } else if (verdict == Verdict.NO_ANSWER) {
                newcomers.putIfAbsent(hash, newcomer(hash, question, Verification.UNVERIFIED));
            }
        }
        return new ArrayList<>(newcomers.values());
    }

    private static NewSubject newcomer(LookupHash hash, Question question, Verification verification) {
        return new NewSubject(hash, question.document(), question.name(), verification);
    }

    private static boolean needsTheAuthority(@Nullable Subject known) {
        return known == null || known.verification().isOpenToAnotherName();
    }

    private Map<Item, LookupHash> hashes(Collection<Item> items) {
        var hashes = new HashMap<Item, LookupHash>();
        for (var item : items) {
            hashes.computeIfAbsent(item, some -> lookup.of(some.document()));
        }
        return hashes;
    }

    private static LookupHash hash(Map<Item, LookupHash> hashes, Item item) {
        return Objects.requireNonNull(hashes.get(item));
    }
}
