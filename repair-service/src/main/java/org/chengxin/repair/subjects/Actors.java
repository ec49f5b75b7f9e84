package org.chengxin.repair.subjects;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.chengxin.chassis.caller.Caller;
import org.chengxin.repair.cases.Actor;
import org.springframework.stereotype.Component;

/** Who acts, as far as cases are concerned. */
@Component
public class Actors {

    private final Subjects subjects;
    private final Delegations delegations;
    private final Clock clock;

    Actors(Subjects subjects, Delegations delegations, Clock clock) {
        this.subjects = subjects;
        this.delegations = delegations;
        this.clock = clock;
    }

    /** The widest of the caller's roles decides what is seen. */
    public Actor of(Caller caller) {
        if (caller.is("reviewer")) {
            return new Actor.Reviewer(caller.name(), caller.department(), caller.subjectId());
        }
        return caller.is("officer") ? officer(caller) : person(caller);
    }

    public Actor.Officer officer(Caller caller) {
        return new Actor.Officer(caller.name(), caller.requireDepartment(), caller.subjectId());
    }

    /** The person under every id, with everybody they act for today. */
    public Actor.Person person(Caller caller) {
        var self = caller.requireSubject();
        var own = subjects.everyIdOf(Set.of(self));
        var principals = delegations.principalsOf(own, LocalDate.now(clock));
        if (principals.isEmpty()) {
            return new Actor.Person(self, own);
        }
        var all = new HashSet<>(own);
        all.addAll(subjects.everyIdOf(principals));
        return new Actor.Person(self, all);
    }
}
