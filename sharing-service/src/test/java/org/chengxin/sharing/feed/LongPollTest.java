package org.chengxin.sharing.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.chengxin.sharing.Calls;
import org.chengxin.sharing.Calls.Reply;
import org.chengxin.sharing.Person;
import org.chengxin.sharing.records.Arrival;
import org.chengxin.sharing.records.SharedRecords;
import org.chengxin.testkit.ServiceTest;
import org.chengxin.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.client.RestTestClient;

@ServiceTest
class LongPollTest {

    @Autowired
    private RestTestClient http;

    @Autowired
    private Tokens tokens;

    @Autowired
    private SharedRecords records;

    @Autowired
    private ApplicationContext service;

    private Calls calls;
    private long start;

    @BeforeEach
    void whereWeStand() {
        calls = new Calls(http);
        start = records.head();
        Person.revealed();
    }

    @Test
    void aLongPollAnswersWhenSomethingHappens() {
        var wang = Person.someone();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = CompletableFuture.supplyAsync(
                    () -> calls.get("/v1/feeds/national/changes?wait=30&after=" + start, tokens.national()), threads);
            Arrival.arrive(service, Arrival.of(wang.subjectId()));

            var reply = waiting.join();

            assertThat(positions(reply)).containsExactly(start + 1);
        }
    }

    @Test
    void aLongPollPassesOverWhatIsForOthers() {
        var wang = Person.someone();
        var dali = Arrival.of(wang.subjectId()).with("division", "532900");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = CompletableFuture.supplyAsync(
                    () -> calls.get(
                            "/v1/feeds/prefecture-532900/changes?wait=30&after=" + start, tokens.prefecture("532900")),
                    threads);
            Arrival.arrive(service, Arrival.of(wang.subjectId()));
            Arrival.arrive(service, dali);

            var reply = waiting.join();

            assertThat(positions(reply)).containsExactly(start + 2);
            assertThat(reply.nextPosition()).isEqualTo(start + 2);
        }
    }

    @Test
    void aLongPollEndsEmptyWhenNothingHappens() {
        var reply = calls.get("/v1/feeds/national/changes?wait=1&after=" + start, tokens.national());

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEmpty();
        assertThat(reply.nextPosition()).isEqualTo(start);
    }

    @Test
    void aReaderMissesNothingWhileWritersAreAtWork() {
        var wang = Person.someone();
        int all = 300;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = IntStream.range(0, 6)
                    .mapToObj(_ -> CompletableFuture.runAsync(
                            () -> IntStream.range(0, all / 6)
                                    .forEach(_ -> Arrival.arrive(service, Arrival.of(wang.subjectId()))),
                            threads))
                    .toList();
            var seen = new java.util.ArrayList<Long>();
            long next = start;
            while (seen.size() < all) {
                // A writer that failed would leave the reader waiting for ever.
                assertThat(writers).noneMatch(writer -> writer.isCompletedExceptionally());
                var reply = calls.get("/v1/feeds/national/changes?limit=7&wait=5&after=" + next, tokens.national());
                assertThat(reply.status()).isEqualTo(200);
                seen.addAll(positions(reply));
                next = reply.nextPosition();
            }
            writers.forEach(CompletableFuture::join);

            assertThat(seen)
                    .isEqualTo(java.util.stream.LongStream.rangeClosed(start + 1, start + all)
                            .boxed()
                            .toList());
        }
    }

    private static List<Long> positions(Reply reply) {
        return reply.lines().stream()
                .map(item -> item.path("position").asLong())
                .toList();
    }
}
