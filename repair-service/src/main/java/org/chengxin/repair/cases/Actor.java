package org.chengxin.repair.cases;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who looks at a case or acts in it, and therefore what they can see and do. */
public sealed interface Actor {

    String name();

    Role role();

    /** How the timeline names them. */
    String party();

    boolean maySee(CaseFile file);

    /** Whether the case is their own, so that they must not act in it as an official. */
    boolean isOwnCase(CaseFile file);

    /**
     * The person, or who acts for them.
     *
     * @param self the subject id of the token
     * @param subjects everybody whose cases they may see: themselves under every id, and those they act for
     */
    record Person(UUID self, Set<UUID> subjects) implements Actor {

        public Person {
            subjects = Set.copyOf(subjects);
        }

        @Override
        public String name() {
            return self.toString();
        }

        @Override
        public Role role() {
            return Role.PERSON;
        }

        @Override
        public String party() {
            return Step.PERSON;
        }

        @Override
        public boolean maySee(CaseFile file) {
            return subjects.contains(file.subjectId());
        }

        @Override
        public boolean isOwnCase(CaseFile file) {
            return false;
        }
    }

    /** An officer: the cases that their department has to answer. */
    record Officer(String name, String department, @Nullable UUID subject) implements Actor {

        @Override
        public Role role() {
            return Role.OFFICER;
        }

        @Override
        public String party() {
            return department;
        }

        @Override
        public boolean maySee(CaseFile file) {
            return file.department().equals(department);
        }

        @Override
        public boolean isOwnCase(CaseFile file) {
            return file.subjectId().equals(subject);
        }
    }

    /**
     * A reviewer: all cases.
     *
     * @param department their own department, whose cases they must not decide; null where they have none
     */
    record Reviewer(
            String name,
            @Nullable String department,
            @Nullable UUID subject) implements Actor {

        @Override
        public Role role() {
            return Role.REVIEWER;
        }

        @Override
        public String party() {
            return Step.REVIEWER;
        }

        @Override
        public boolean maySee(CaseFile file) {
            return true;
        }

        @Override
        public boolean isOwnCase(CaseFile file) {
            return file.subjectId().equals(subject) || file.department().equals(department);
        }
    }

    /** Nobody in person: the legal clock, or Credit China, where people apply too. */
    record Machine(String name, Role role) implements Actor {

        public static final Machine CLOCK = new Machine(Step.PLATFORM, Role.CLOCK);
        public static final Machine CREDIT_CHINA = new Machine(Step.CREDIT_CHINA, Role.CREDIT_CHINA);

        @Override
        public String party() {
            return name;
        }

        @Override
        public boolean maySee(CaseFile file) {
            return true;
        }

        @Override
        public boolean isOwnCase(CaseFile file) {
            return false;
        }
    }
}
