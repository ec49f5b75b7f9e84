package org.chengxin.bench.faults;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.chengxin.local.demo.DemoPerson;

/** Questions that begin at fixed moments whether or not earlier ones are answered; each answer is looked at. */
final class Questions implements AutoCloseable {

    private final Asker asker;
    private final Judge judge;
    private final List<DemoPerson> persons;
    private final ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger asked = new AtomicInteger();
    private final Map<String, Integer> errors = new ConcurrentHashMap<>();
    private final AtomicLong firstGood = new AtomicLong(Long.MAX_VALUE);
    private final AtomicLong lastError = new AtomicLong(Long.MIN_VALUE);
    private final Thread thread;
    private volatile long mark = Long.MAX_VALUE;
    private volatile boolean stopped;

    /** Starts at once. */
    Questions(Asker asker, Judge judge, List<DemoPerson> persons, double perSecond) {
        this.asker = asker;
        this.judge = judge;
        this.persons = List.copyOf(persons);
        var random = new SplittableRandom(20_261_126L);
        this.thread = Threads.paced("questions", perSecond, () -> stopped, () -> {
            var person = this.persons.get(random.nextInt(this.persons.size()));
            pool.execute(() -> ask(person));
        });
    }

    /** The moment of the fault. */
    void mark(long moment) {
        mark = moment;
    }

    private void ask(DemoPerson person) {
        asked.incrementAndGet();
        long begun = System.nanoTime();
        try {
            var answer = asker.ask(person);
            long complete = System.nanoTime();
            judge.look(person, Judge.read(answer), begun, complete);
            if (begun > mark) {
                firstGood.accumulateAndGet(complete, Math::min);
            }
        } catch (Asker.NoAnswer none) {
            errors.merge(String.valueOf(none.getMessage()), 1, Integer::sum);
            if (System.nanoTime() > mark) {
                lastError.accumulateAndGet(System.nanoTime(), Math::max);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    int asked() {
        return asked.get();
    }

    /** Questions without a good answer, by kind. */
    Map<String, Integer> errors() {
        return new TreeMap<>(errors);
    }

    /** When the first question after the mark was answered well; empty while none was. */
    Optional<Long> firstGood() {
        long moment = firstGood.get();
        return moment == Long.MAX_VALUE ? Optional.empty() : Optional.of(moment);
    }

    /** When the last question failed after the mark; empty when none did. */
    Optional<Long> lastError() {
        long moment = lastError.get();
        return moment == Long.MIN_VALUE ? Optional.empty() : Optional.of(moment);
    }

    /** Stops and returns when all that were asked are answered. */
    @Override
    public void close() {
        stopped = true;
        Threads.end(thread);
        pool.close();
    }
}
