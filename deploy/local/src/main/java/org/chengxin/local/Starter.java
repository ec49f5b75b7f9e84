package org.chengxin.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** Starts parts in the order of their needs, as many at once as the machine bears, and ends them the other way round. */
final class Starter {

    static final Duration PATIENCE_TO_STOP = Duration.ofSeconds(40);

    /** Generous: a loaded machine is no fault of the part. */
    private static final Duration PATIENCE_TO_START = Duration.ofMinutes(10);

    private final Layout layout;
    private final Map<Part, Server> servers;
    private final Processes processes;
    private final Progress progress;
    private final Object processGate = new Object();
    private boolean ending;
    private volatile boolean begun;

    Starter(Layout layout, Map<Part, Server> servers, Processes processes, Progress progress) {
        this.layout = layout;
        this.servers = servers;
        this.processes = processes;
        this.progress = progress;
    }

    /** Starts those of the parts that do not run; what this call started is stopped again when one of them fails. */
    void start(List<Part> wanted) throws InterruptedException {
        begun = true;
        synchronized (processGate) {
            ending = false;
        }
        List<Part> mine = wanted.stream()
                .filter(part -> processes.running(part).isEmpty())
                .toList();
        Map<Part, CompletableFuture<Void>> ready = new EnumMap<>(Part.class);
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        // More JVMs than this at once only slow each other down.
        Semaphore room = new Semaphore(Runtime.getRuntime().availableProcessors() + 1);
        try {
            for (Part part : mine) {
                CompletableFuture<Void> needs = CompletableFuture.allOf(needs(part).stream()
                        .map(ready::get)
                        .filter(Objects::nonNull)
                        .toArray(CompletableFuture<?>[]::new));
                CompletableFuture<Void> prepared =
                        CompletableFuture.runAsync(checked(() -> server(part).prepare()), executor);
                ready.put(
                        part,
                        prepared.thenCombineAsync(needs, (_, _) -> part, executor)
                                .thenAcceptAsync(
                                        _ -> checked(() -> begin(part, room)).run(), executor));
            }
            CompletableFuture<?>[] all = ready.values().toArray(CompletableFuture<?>[]::new);
            awaitFirstFailure(all);
        } catch (ExecutionException e) {
            refuseFurtherStarts();
            for (Part part : mine.reversed()) {
                processes.stop(part, Duration.ofSeconds(10));
            }
            throw complaint(e);
        } finally {
            executor.close();
        }
    }

    /** Threads that are still preparing or waiting find this out by themselves. */
    private void refuseFurtherStarts() {
        synchronized (processGate) {
            ending = true;
        }
        Shell.endAll();
    }

    /** Ends all parts; whoever is still starting some is stopped from doing so. */
    void stop() throws InterruptedException {
        refuseFurtherStarts();
        stopAtOnce(Part.services());
        stopAtOnce(List.of(Part.AUTHORITY, Part.KEYCLOAK, Part.KAFKA));
        stopAtOnce(List.of(Part.POSTGRESQL));
    }

    /** Makes start caches of all running parts that have none yet. */
    void makeStartCaches() throws InterruptedException {
        for (Part part : Part.values()) {
            OptionalLong pid = processes.running(part);
            Optional<StartCache> cache = pid.isPresent() ? startCache(part) : Optional.empty();
            if (cache.isPresent() && cache.get().missing()) {
                cache.get().assemble(pid, layout.logs().resolve("start-caches.log"));
            }
            if (pid.isPresent() && server(part) instanceof ServiceProcess service) {
                service.tidy();
            }
        }
    }

    boolean startCachesMissing() throws InterruptedException {
        for (Part part : Part.values()) {
            if (processes.running(part).isPresent()
                    && startCache(part).map(StartCache::missing).orElse(false)) {
                return true;
            }
        }
        return false;
    }

    private Optional<StartCache> startCache(Part part) throws InterruptedException {
        return switch (server(part)) {
            case ServiceProcess service -> Optional.of(service.cache());
            case KafkaBroker broker -> Optional.of(broker.cache());
            default -> Optional.empty();
        };
    }

    /** Whether this starter has started anything at all. */
    boolean hasBegun() {
        return begun;
    }

    boolean ready(Part part) throws InterruptedException {
        return server(part).ready();
    }

    private void begin(Part part, Semaphore room) throws InterruptedException {
        if (part.isService()) {
            room.acquire();
        }
        try {
            double begun = progress.seconds();
            Server server = server(part);
            Launch launch = server.launch();
            synchronized (processGate) {
                if (ending) {
                    throw new Complaint("The suite is being stopped.");
                }
                processes.start(part, launch);
            }
            awaitReady(server);
            server.equip();
            progress.say("%-18s ready after %.1f s".formatted(part.id(), progress.seconds() - begun));
        } finally {
            if (part.isService()) {
                room.release();
            }
        }
    }

    private void awaitReady(Server server) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_TO_START.toNanos();
        while (!server.ready()) {
            Part part = server.part();
            if (processes.running(part).isEmpty()) {
                throw new Complaint(
                        part.title() + " ended while it was starting; its log says why: " + layout.log(part) + ".");
            }
            if (System.nanoTime() > end) {
                throw new Complaint(part.title() + " was not ready after " + PATIENCE_TO_START.toSeconds()
                        + " s; its log may say why: " + layout.log(part) + ".");
            }
            Thread.sleep(100);
        }
    }

    private void stopAtOnce(List<Part> parts) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (Part part : parts) {
            threads.add(Thread.ofVirtual().start(checked(() -> processes.stop(part, PATIENCE_TO_STOP))));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /**
     * Kafka fetches the realm's keys when it starts, and services sign in with tokens, so both wait for Keycloak. A service
     * that is up before Kafka tries again until Kafka is there.
     */
    private static List<Part> needs(Part part) {
        return switch (part) {
            case POSTGRESQL, AUTHORITY -> List.of();
            case KEYCLOAK -> List.of(Part.POSTGRESQL);
            default -> List.of(Part.POSTGRESQL, Part.KEYCLOAK);
        };
    }

    private Server server(Part part) {
        return Objects.requireNonNull(servers.get(part));
    }

    /** Waits for all, but not for the others once one has failed. */
    private static void awaitFirstFailure(CompletableFuture<?>[] all) throws InterruptedException, ExecutionException {
        CompletableFuture<Void> failure = new CompletableFuture<>();
        for (CompletableFuture<?> one : all) {
            var _ = one.whenComplete((_, fault) -> {
                if (fault != null) {
                    failure.completeExceptionally(fault);
                }
            });
        }
        CompletableFuture.anyOf(CompletableFuture.allOf(all), failure).get();
    }

    private static Complaint complaint(ExecutionException e) {
        Throwable cause = e;
        while ((cause instanceof ExecutionException || cause instanceof CompletionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof Complaint complaint
                ? complaint
                : new Complaint("The suite could not be started: " + cause + ".", cause);
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private static Runnable checked(Work work) {
        return () -> {
            try {
                work.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CompletionException(e);
            }
        };
    }
}
