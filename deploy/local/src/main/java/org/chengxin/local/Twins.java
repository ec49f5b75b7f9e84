package org.chengxin.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** The second and third of everything that is there more than once; each has folders and ports of its own. */
final class Twins {

    private static final Duration BROKER_PATIENCE = Duration.ofSeconds(10);

    private final List<Twin> twins = new ArrayList<>();

    /** The n-th services and the n-th broker. */
    record Twin(int nth, List<Part> parts, Layout layout, Processes processes, Starter starter) {}

    /** @param environment what all services of the suite are told on top, by part */
    Twins(Layout layout, Shape shape, Toolbox toolbox, Map<Part, Map<String, String>> environment, Progress progress) {
        for (int nth = 2; nth <= shape.most(); nth++) {
            Layout own = layout.ofReplica(nth);
            Ports ports = shape.portsOf(nth);
            Processes processes = new Processes(own);
            Map<Part, Server> servers = new EnumMap<>(Part.class);
            for (Part part : shape.partsOf(nth)) {
                servers.put(
                        part,
                        part == Part.KAFKA
                                ? new KafkaBroker(own, ports, toolbox, shape, nth)
                                : new ServiceProcess(part, own, ports, environment.getOrDefault(part, Map.of())));
            }
            twins.add(
                    new Twin(nth, shape.partsOf(nth), own, processes, new Starter(own, servers, processes, progress)));
        }
    }

    List<Twin> all() {
        return List.copyOf(twins);
    }

    /** @throws Complaint when there is none */
    Twin twin(int nth) {
        return find(nth).orElseThrow(() -> new Complaint("There is no replica " + nth + "."));
    }

    private Optional<Twin> find(int nth) {
        return twins.stream().filter(twin -> twin.nth() == nth).findFirst();
    }

    /** Brokers of one cluster wait for each other, so they start together with the first. */
    void startBrokersWith(Starter first) throws InterruptedException {
        together(Stream.concat(Stream.of(first), withBroker().map(Twin::starter))
                .<Work>map(starter -> () -> starter.start(List.of(Part.KAFKA)))
                .toList());
    }

    void startServices() throws InterruptedException {
        for (Twin twin : twins) {
            twin.starter().start(twin.parts());
        }
    }

    void stopServices() throws InterruptedException {
        together(twins.stream()
                .flatMap(twin -> Shape.replicated().stream()
                        .<Work>map(part -> () -> twin.processes().stop(part, Starter.PATIENCE_TO_STOP)))
                .toList());
    }

    /** Together with whatever else stops the first: the last of a cluster has nobody to hand over to. */
    void stopBrokersWhile(Work firstStops) throws InterruptedException {
        together(Stream.concat(
                        Stream.of(firstStops),
                        withBroker().<Work>map(twin -> () -> twin.processes().stop(Part.KAFKA, BROKER_PATIENCE)))
                .toList());
    }

    private Stream<Twin> withBroker() {
        return twins.stream().filter(twin -> twin.parts().contains(Part.KAFKA));
    }

    /** Something that takes its time. */
    interface Work {
        void run() throws InterruptedException;
    }

    private static void together(List<Work> works) throws InterruptedException {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = works.stream()
                    .map(work -> pool.submit(() -> {
                        work.run();
                        return true;
                    }))
                    .toList();
            for (var one : running) {
                try {
                    one.get();
                } catch (ExecutionException e) {
                    throw e.getCause() instanceof Complaint complaint
                            ? complaint
                            : new Complaint("The replicas do not follow: " + e.getCause() + ".", e);
                }
            }
        }
    }
}
