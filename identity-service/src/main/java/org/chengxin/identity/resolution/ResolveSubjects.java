package org.chengxin.identity.resolution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.chengxin.identity.authority.PublicAuthority;
import org.chengxin.identity.authority.Question;
import org.chengxin.identity.authority.Verdict;
import org.chengxin.identity.document.IdentityDocument;
import org.chengxin.identity.registry.Confirmations;
import org.chengxin.identity.registry.NewSubject;
import org.chengxin.identity.registry.PersonName;
import org.chengxin.identity.registry.Subject;
import org.chengxin.identity.registry.Subjects;
import org.chengxin.identity.registry.Verification;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Use case: from documents and names to subject ids, a whole batch with one statement. */
@Component
class ResolveSubjects {

    private final Subjects subjects;
    private final Confirmations confirmations;
    private final PublicAuthority authority;
    private final TransactionTemplate transaction;

    ResolveSubjects(
            Subjects subjects,
            Confirmations confirmations,
            PublicAuthority authority,
            TransactionTemplate transaction) {
        this.subjects = subjects;
        this.confirmations = confirmations;
        this.authority = authority;
        this.transaction = transaction;
    }

    /** Finds who is known. */
    List<Resolution> lookUp(List<Item> items) {
        var known = subjects.findAll(documents(items));
        return items.stream()
                .map(item -> Resolution.lookedUp(
                        Optional.ofNullable(known.get(item.document())), item.document(), item.name()))
                .toList();
    }

    /**
     * Finds who is known and registers who is not.
     *
     * <p>The authority is asked about all strangers at once and within its budget, and no connection is held meanwhile;
     * about whom it has not answered it is asked again later, and the caller is told to come back.
     */
    List<Resolution> register(List<Item> items) {
        var known = subjects.findAll(documents(items));
        var questions = items.stream()
                .filter(item -> needsTheAuthority(known.get(item.document())))
                .map(item -> new Question(item.document(), item.name()))
                .distinct()
                .toList();
        var verdicts = authority.askAll(questions);
        var settled = questions.isEmpty() ? known : transaction.execute(_ -> settle(items, known, questions, verdicts));
        return items.stream()
                .map(item -> Resolution.registered(
                        Optional.ofNullable(settled.get(item.document())),
                        item.document(),
                        item.name(),
                        verdicts.getOrDefault(new Question(item.document(), item.name()), Verdict.NO_ANSWER)))
                .toList();
    }

    private Map<IdentityDocument, Subject> settle(
            List<Item> items,
            Map<IdentityDocument, Subject> known,
            List<Question> questions,
            Map<Question, Verdict> verdicts) {
        var all = new HashMap<>(subjects.addAll(newcomers(known, questions, verdicts)));
        // Whoever was not added by us may have been, or may have been verified, by others meanwhile.
        all.putAll(subjects.findAll(documents(items).stream()
                .filter(document -> !all.containsKey(document))
                .toList()));
        var confirmed = new HashMap<UUID, PersonName>();
        var documentOf = new HashMap<UUID, IdentityDocument>();
        for (var question : questions) {
            var subject = all.get(question.document());
            if (verdicts.get(question) == Verdict.AGREES
                    && subject != null
                    && subject.verification() != Verification.VERIFIED) {
                confirmed.putIfAbsent(subject.id(), question.name());
                documentOf.put(subject.id(), question.document());
            }
        }
        for (var id : confirmations.verifyAll(confirmed)) {
            all.computeIfPresent(
                    Objects.requireNonNull(documentOf.get(id)),
                    (_, subject) -> subject.verifiedAs(Objects.requireNonNull(confirmed.get(id))));
        }
        return all;
    }

    /** Whom to store: the confirmed, and those about whom there is no answer yet; never whom the authority denied. */
    private static List<NewSubject> newcomers(
            Map<IdentityDocument, Subject> known, List<Question> questions, Map<Question, Verdict> verdicts) {
        var newcomers = new LinkedHashMap<IdentityDocument, NewSubject>();
        for (var question : questions) {
            var document = question.document();
            var verdict = verdicts.getOrDefault(question, Verdict.NO_ANSWER);
            if (known.containsKey(document)) {
                continue;
            }
            if (verdict == Verdict.AGREES) {
                // Two names of one batch for one document: the first that is confirmed is the person's.
                newcomers.compute(
                        document,
                        (_, other) -> other != null && other.verification() == Verification.VERIFIED
                                ? other
                                : new NewSubject(document, question.name(), Verification.VERIFIED));
            } else if (verdict == Verdict.NO_ANSWER) {
                newcomers.putIfAbsent(document, new NewSubject(document, question.name(), Verification.UNVERIFIED));
            }
        }
        return new ArrayList<>(newcomers.values());
    }

    private static boolean needsTheAuthority(@Nullable Subject known) {
        return known == null || known.verification().isOpenToAnotherName();
    }

    private static List<IdentityDocument> documents(List<Item> items) {
        return items.stream().map(Item::document).toList();
    }
}
