package org.chengxin.bench.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.chengxin.local.Complaint;
import org.chengxin.local.Part;
import org.chengxin.local.Suite;

/** Something that befalls a part while it has work, and how the part comes back. */
public interface Fault {

    /** As on the command line and in the table. */
    String name();

    /**
     * Before anybody works.
     *
     * @return why it cannot be tried here; empty when it can
     */
    default String prepare(Suite suite) throws Exception {
        return "";
    }

    /** In the middle of the work; returns when the part is back. */
    void befall(Suite suite) throws Exception;

    /** When nobody works any more. */
    default void tidy(Suite suite) throws Exception {}

    /** Of these the second replica is killed too, where there is one. */
    List<Part> REPLICATED = List.of(Part.IDENTITY_SERVICE, Part.RECORD_SERVICE, Part.SHARING_SERVICE);

    /** All that are tried, the undisturbed first. */
    static List<Fault> all(Path home, int replicas, int brokers) {
        var faults = new ArrayList<Fault>();
        faults.add(new None());
        for (var part : List.of(
                Part.IDENTITY_SERVICE,
                Part.RECORD_SERVICE,
                Part.REPAIR_SERVICE,
                Part.SHARING_SERVICE,
                Part.INCENTIVE_SERVICE,
                Part.EDUCATION_SERVICE,
                Part.GATEWAY,
                Part.KAFKA,
                Part.POSTGRESQL,
                Part.KEYCLOAK)) {
            faults.add(new Killed(part));
        }
        for (int nth = 2; nth <= replicas; nth++) {
            for (var part : REPLICATED) {
                faults.add(new ReplicaKilled(part, nth));
            }
        }
        if (brokers > 1) {
            faults.add(new ReplicaKilled(Part.KAFKA, 2));
        }
        faults.add(new Frozen(Part.SHARING_SERVICE, Duration.ofSeconds(30)));
        faults.add(new Frozen(Part.RECORD_SERVICE, Duration.ofSeconds(30)));
        faults.add(new Stopped(Part.KAFKA, Duration.ofMinutes(2)));
        faults.add(new DiskFull(home));
        return List.copyOf(faults);
    }

    /** Work without a fault: what the others are held against. */
    record None() implements Fault {

        @Override
        public String name() {
            return "none";
        }

        @Override
        public void befall(Suite suite) {
            // That is the point.
        }
    }

    /** Signal 9, and started again at once, as whoever watches over processes does. */
    record Killed(Part part) implements Fault {

        @Override
        public String name() {
            return "kill-" + part.id();
        }

        @Override
        public void befall(Suite suite) throws InterruptedException {
            suite.kill(part);
            suite.restart(part);
        }
    }

    /** Signal 9 for one of several, which is started again while the others go on. */
    record ReplicaKilled(Part part, int nth) implements Fault {

        @Override
        public String name() {
            return "kill-" + part.id() + "-" + nth;
        }

        @Override
        public void befall(Suite suite) throws InterruptedException {
            suite.kill(part, nth);
            suite.restart(part, nth);
        }
    }

    /** Ended in order and away for a while. */
    record Stopped(Part part, Duration away) implements Fault {

        @Override
        public String name() {
            return "stop-" + part.id();
        }

        @Override
        public void befall(Suite suite) throws InterruptedException {
            suite.stop(part);
            TimeUnit.MILLISECONDS.sleep(away.toMillis());
            suite.restart(part);
        }
    }

    /** Held still: connections stay open, nothing answers. */
    record Frozen(Part part, Duration still) implements Fault {

        @Override
        public String name() {
            return "freeze-" + part.id();
        }

        @Override
        public void befall(Suite suite) throws Exception {
            long process = suite.process(part).orElseThrow().pid();
            Command.run("kill", "-STOP", Long.toString(process));
            try {
                TimeUnit.MILLISECONDS.sleep(still.toMillis());
            } finally {
                Command.run("kill", "-CONT", Long.toString(process));
            }
        }
    }

    /** @throws Complaint when there is no such fault */
    static List<Fault> named(List<String> names, List<Fault> all) {
        return names.stream()
                .map(name -> all.stream()
                        .filter(fault -> fault.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new Complaint(name + " is no fault; there are "
                                + String.join(
                                        ", ", all.stream().map(Fault::name).toList()))))
                .toList();
    }
}
