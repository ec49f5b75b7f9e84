package org.chengxin.record.intake;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.chengxin.record.ledger.CreditRecord;
import org.chengxin.record.subject.Subjects;

/** Who the persons of one batch are on the day on which it is decided: a remembered answer may be older than a merge. */
final class PersonsToday {

    private final Map<Person, PersonAnswer> answers;
    private final Map<UUID, UUID> today = new HashMap<>();
    private final Map<UUID, LocalDate> ends = new HashMap<>();

    private PersonsToday(Map<Person, PersonAnswer> answers) {
        this.answers = answers;
    }

    /** Within the transaction of the batch: nobody is merged until it ends. */
    static PersonsToday of(List<Clerk.Item> items, Map<Person, PersonAnswer> answers, Subjects subjects) {
        var persons = new PersonsToday(answers);
        var registered = items.stream()
                .filter(item -> item.statement() instanceof Statement.Claim)
                .map(item -> persons.answer(((Statement.Claim) item.statement()).submission()))
                .filter(PersonAnswer.Known.class::isInstance)
                .map(answer -> ((PersonAnswer.Known) answer).registeredAs())
                .collect(Collectors.toSet());
        if (!registered.isEmpty()) {
            subjects.holdStill();
            persons.today.putAll(subjects.now(registered));
            registered.addAll(persons.today.values());
            persons.ends.putAll(subjects.ends(registered));
        }
        return persons;
    }

    PersonAnswer answer(Submission submission) {
        return answers.getOrDefault(submission.person(), new PersonAnswer.Pending());
    }

    /** Whether the person is known and was of age on the day of the conduct. */
    boolean letsIn(Submission submission) {
        return answer(submission) instanceof PersonAnswer.Known known
                && Admission.wasAdult(known.adultOn(), submission.occurredOn());
    }

    UUID today(UUID registeredAs) {
        return today.getOrDefault(registeredAs, registeredAs);
    }

    /** nothing is displayed any more of a person who has died. */
    CreditRecord ended(CreditRecord record, UUID subjectId) {
        var end = ends.getOrDefault(record.registeredAs(), ends.get(subjectId));
        return end == null ? record : record.withMarks(record.marks().endingBy(end));
    }
}
