package org.chengxin.repair.cases;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * A person has died: their open cases go on for their heirs (rule Q-8), and nothing is undone about which nobody can hear
 * them any more.
 */
@Component
public class AfterDeath {

    private static final String BASIS = "行政处罚法 Art. 44-45; PIPL Art. 49";
    private static final int PAGE = 100;

    private final CaseFiles files;
    private final MoveCase moveCase;
    private final Timeline timeline;
    private final Clock clock;

    AfterDeath(CaseFiles files, MoveCase moveCase, Timeline timeline, Clock clock) {
        this.files = files;
        this.moveCase = moveCase;
        this.timeline = timeline;
        this.clock = clock;
    }

    /** @param subjects every id of the person; a repeat changes nothing */
    @Transactional(propagation = Propagation.MANDATORY)
    public void died(Set<UUID> subjects, LocalDate diedOn) {
        var person = new Actor.Person(subjects.iterator().next(), subjects);
        var open = new CaseFiles.Filter(null, null, true);
        var position = CaseFiles.Position.START;
        List<CaseFile> page;
        do {
            page = files.page(person, open, position, PAGE);
            for (var file : page) {
                position = CaseFiles.Position.of(file.dueOn(), file.id());
                concern(file, diedOn);
            }
        } while (page.size() == PAGE);
    }

    private void concern(CaseFile file, LocalDate diedOn) {
        var died = CaseEvent.PERSON_DIED.name();
        if (timeline.of(file.id()).stream().anyMatch(step -> step.step().equals(died))) {
            return;
        }
        if (Lifecycle.of(file.kind()).on(file.state(), CaseEvent.PERSON_DIED).isEmpty()) {
            timeline.add(
                    file.id(),
                    new Step(
                            died,
                            Step.PLATFORM,
                            Step.PLATFORM,
                            clock.instant().truncatedTo(ChronoUnit.MICROS),
                            "The person died on " + diedOn + "; their heirs may go on with it (Q-8)."));
            return;
        }
        var verdict = new MoveCase.Verdict(
                Outcome.KEPT, "The person died on " + diedOn + " and can no longer be heard.", BASIS, null);
        if (!(moveCase.move(file, Actor.Machine.CLOCK, MoveCase.Move.deciding(CaseEvent.PERSON_DIED, verdict))
                instanceof MoveCase.Result.Moved)) {
            throw new IllegalStateException("A case moved while its person's death was told");
        }
    }
}
