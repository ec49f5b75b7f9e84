package org.chengxin.sharing.query;

import java.util.ArrayList;
import java.util.List;
import org.chengxin.sharing.persons.Persons;
import org.chengxin.sharing.query.Answer.LogUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Answers questions about persons, or refuses them.
 *
 * <p>The records are read and the access entry is written in one transaction, and an answer exists only after its
 * commit: no log, no answer.
 */
@Component
class AskAboutPerson {

    private static final Logger log = LoggerFactory.getLogger(AskAboutPerson.class);

    private final Persons persons;
    private final JudgeQuestion judgeQuestion;
    private final TransactionTemplate transaction;

    AskAboutPerson(Persons persons, JudgeQuestion judgeQuestion, PlatformTransactionManager transactions) {
        this.persons = persons;
        this.judgeQuestion = judgeQuestion;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** @throws org.chengxin.chassis.peer.PeerUnavailable when nobody can say who the person is; nothing was decided */
    Answer ask(Question question) {
        return ask(List.of(question)).getFirst();
    }

    /** Several questions, each judged for itself, with one call of identity-service and one commit. */
    List<Answer> ask(List<Question> questions) {
        // Also for a question that will be refused: the person has a right to see that it was asked.
        var whose = persons.resolve(questions.stream().map(Question::person).toList());
        try {
            return transaction.execute(_ -> {
                var answers = new ArrayList<Answer>(questions.size());
                for (int i = 0; i < questions.size(); i++) {
                    answers.add(judgeQuestion.judge(questions.get(i), whose.get(i)));
                }
                return List.copyOf(answers);
            });
        } catch (DataAccessException | TransactionException e) {
            // Only the kind: the text may quote what was to be written.
            log.error(
                    "Queries were not answered because their log entries could not be kept: {}",
                    e.getClass().getName());
            return questions.stream().<Answer>map(_ -> new LogUnavailable()).toList();
        }
    }
}
