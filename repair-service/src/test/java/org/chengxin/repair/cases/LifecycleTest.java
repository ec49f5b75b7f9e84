package org.chengxin.repair.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LifecycleTest {

    /** Every step that there is: kind, state, event, next state, who. */
    static final Map<String, String> TABLE = table();

    @ParameterizedTest(name = "{0}")
    @EnumSource(CaseKind.class)
    void everyStateTakesTheseEventsAndNoOthers(CaseKind kind) {
        for (var state : CaseState.values()) {
            for (var event : CaseEvent.values()) {
                var step = kind + "," + state + "," + event;

                var transition = Lifecycle.of(kind).on(state, event);

                assertThat(transition
                                .map(found -> found.to() + "," + String.join("+", new TreeSet<>(names(found.by()))))
                                .orElse("-"))
                        .as(step)
                        .isEqualTo(TABLE.getOrDefault(step, "-"));
            }
        }
    }

    @Test
    void theTableNamesNothingThatDoesNotExist() {
        assertThat(TABLE.keySet()).allSatisfy(step -> {
            var parts = step.split(",");
            CaseKind.valueOf(parts[0]);
            CaseState.valueOf(parts[1]);
            CaseEvent.valueOf(parts[2]);
        });
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(CaseKind.class)
    void everyOpenStateThatCanBeReachedHasAClockAndAnEventForItsEnd(CaseKind kind) {
        for (var state : reachable(kind)) {
            boolean open = ClockPlan.isOpen(kind, state);
            boolean timed = ClockPlan.purpose(kind, state) != null || state == CaseState.ERASURE_PROPOSED;

            assertThat(timed).as("%s %s has a clock", kind, state).isEqualTo(open);
            assertThat(Lifecycle.of(kind).on(state, CaseEvent.TIME_OVER).isPresent())
                    .as("%s %s does something when its time is over", kind, state)
                    .isEqualTo(open);
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(CaseKind.class)
    void whatIsClosedSuspendsNothingExceptWhatCouldNotBeCleared(CaseKind kind) {
        for (var state : reachable(kind)) {
            for (var outcome : Outcome.values()) {
                if (!ClockPlan.isOpen(kind, state) && Effects.suspends(kind, state, outcome, false)) {
                    assertThat(outcome).as("%s %s", kind, state).isEqualTo(Outcome.UNCLEAR);
                }
            }
        }
    }

    private static EnumSet<CaseState> reachable(CaseKind kind) {
        var found = EnumSet.of(Lifecycle.of(kind).first());
        if (kind == CaseKind.DISPUTE) {
            found.add(CaseState.RECEIVED);
        }
        int before;
        do {
            before = found.size();
            for (var state : EnumSet.copyOf(found)) {
                for (var event : CaseEvent.values()) {
                    Lifecycle.of(kind).on(state, event).ifPresent(step -> found.add(step.to()));
                }
            }
        } while (found.size() > before);
        return found;
    }

    private static java.util.List<String> names(java.util.Set<Role> roles) {
        return roles.stream().map(Role::name).toList();
    }

    private static Map<String, String> table() {
        try (var file = LifecycleTest.class.getResourceAsStream("/cases/lifecycle.csv")) {
            return Arrays.stream(
                            new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8).split("\n"))
                    .skip(1)
                    .map(line -> line.split(","))
                    .collect(Collectors.toMap(
                            parts -> parts[0] + "," + parts[1] + "," + parts[2], parts -> parts[3] + "," + parts[4]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
